import Foundation
import Graph
import TestSupport
import Testing

/// Elementary functions against `elementary.csv`: correctly rounded results from mpmath, made by
/// `make_tables.py` beside it.
@Suite struct ElementaryTests {
  static let doubles: [(name: String, function: @Sendable (Double) -> Double)] = [
    ("exp", { Elementary.exp($0) }), ("log", { Elementary.log($0) }),
    ("log1p", { Elementary.log1p($0) }),
  ]
  static let floats: [(name: String, function: @Sendable (Float) -> Float)] = [
    ("expf", { Elementary.exp($0) }), ("logf", { Elementary.log($0) }),
    ("log1pf", { Elementary.log1p($0) }),
  ]

  @Test(arguments: doubles.indices)
  func doubleIsWithinOneUlp(_ index: Int) throws {
    let (name, function) = Self.doubles[index]
    let rows = try ElementaryTable.rows(of: name)
    #expect(rows.count >= 40)
    for row in rows {
      let x = Double(bitPattern: row[0])
      let got = function(x)
      #expect(isWithinOneUlp(got, Double(bitPattern: row[1])), "\(name)(\(x)) = \(got)")
    }
  }

  @Test(arguments: floats.indices)
  func floatIsCorrectlyRounded(_ index: Int) throws {
    let (name, function) = Self.floats[index]
    let rows = try ElementaryTable.rows(of: name)
    #expect(rows.count >= 40)
    for row in rows {
      let x = Float(bitPattern: UInt32(row[0]))
      let got = function(x)
      let expected = Float(bitPattern: UInt32(row[1]))
      #expect(
        got.bitPattern == expected.bitPattern || (got.isNaN && expected.isNaN),
        "\(name)(\(x)) = \(got), not \(expected)")
    }
  }

  /// Equal NaN-ness, equal zeros and infinities, and at most the next representable number.
  private func isWithinOneUlp(_ got: Double, _ expected: Double) -> Bool {
    if got.isNaN || expected.isNaN { return got.isNaN && expected.isNaN }
    if got.bitPattern == expected.bitPattern { return true }
    if !expected.isFinite || expected == 0 { return false }
    return got == expected.nextUp || got == expected.nextDown
  }
}

/// The rows of `elementary.csv`.
enum ElementaryTable {
  /// The bit patterns of arguments and result, for each row of a function.
  static func rows(of name: String) throws -> [[UInt64]] {
    let file = Repository.root.appending(path: "Tests/GraphTests/Elementary/elementary.csv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: ",")
      guard fields.first.map(String.init) == name else { return nil }
      return fields.dropFirst().map { UInt64($0, radix: 16) ?? 0 }
    }
  }
}

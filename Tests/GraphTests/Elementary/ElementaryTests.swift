import Foundation
import Graph
import TestSupport
import Testing

/// Elementary functions against `elementary.csv`: correctly rounded results from mpmath, made by
/// `make_tables.py` beside it.
@Suite struct ElementaryTests {
  @Test(arguments: DoubleFunction.all)
  func doubleIsWithinItsStatedError(_ tested: DoubleFunction) throws {
    let rows = try ElementaryTable.rows(of: tested.name)
    #expect(rows.count >= 40)
    for row in rows {
      let x = row.map { Double(bitPattern: $0) }
      let got = tested.function(x)
      #expect(
        ulps(got, x[x.count - 1]) <= tested.ulps, "\(tested.name)(\(x.dropLast())) = \(got)")
    }
  }

  @Test(arguments: FloatFunction.all)
  func floatIsCorrectlyRounded(_ tested: FloatFunction) throws {
    let rows = try ElementaryTable.rows(of: tested.name + "f")
    #expect(rows.count >= 40)
    for row in rows {
      let x = row.map { Float(bitPattern: UInt32($0)) }
      let got = tested.function(x)
      let expected = x[x.count - 1]
      #expect(
        got.bitPattern == expected.bitPattern || (got.isNaN && expected.isNaN),
        "\(tested.name)(\(x.dropLast())) = \(got), not \(expected)")
    }
  }

  /// The distance in representable numbers: 0 between NaNs, and the largest possible one between any
  /// two of NaN, an infinity, a zero and other numbers.
  private func ulps(_ got: Double, _ expected: Double) -> UInt64 {
    if got.isNaN && expected.isNaN || got.bitPattern == expected.bitPattern { return 0 }
    if !got.isFinite || !expected.isFinite || expected == 0 || got.sign != expected.sign {
      return .max
    }
    return got.magnitude > expected.magnitude
      ? got.bitPattern - expected.bitPattern : expected.bitPattern - got.bitPattern
  }
}

/// A `Double` function under test, and how far it may be from the correctly rounded result.
struct DoubleFunction: Sendable, CustomTestStringConvertible {
  let name: String
  let ulps: UInt64
  /// Takes the arguments from the start of a row.
  let function: @Sendable ([Double]) -> Double

  var testDescription: String { name }

  static let all = [
    DoubleFunction(name: "exp", ulps: 1) { Elementary.exp($0[0]) },
    DoubleFunction(name: "log", ulps: 1) { Elementary.log($0[0]) },
    DoubleFunction(name: "log1p", ulps: 1) { Elementary.log1p($0[0]) },
    DoubleFunction(name: "sigmoid", ulps: 2) { Elementary.sigmoid($0[0]) },
    DoubleFunction(name: "tanh", ulps: 2) { Elementary.tanh($0[0]) },
    DoubleFunction(name: "erf", ulps: 1) { Elementary.erf($0[0]) },
    DoubleFunction(name: "rsqrt", ulps: 1) { Elementary.rsqrt($0[0]) },
    DoubleFunction(name: "reciprocal", ulps: 0) { Elementary.reciprocal($0[0]) },
    DoubleFunction(name: "sin", ulps: 1) { Elementary.sin($0[0]) },
    DoubleFunction(name: "cos", ulps: 1) { Elementary.cos($0[0]) },
    DoubleFunction(name: "pow", ulps: 30) { Elementary.pow($0[0], $0[1]) },
  ]
}

/// An FP32 function under test.
struct FloatFunction: Sendable, CustomTestStringConvertible {
  let name: String
  /// Takes the arguments from the start of a row.
  let function: @Sendable ([Float]) -> Float

  var testDescription: String { name }

  static let all = [
    FloatFunction(name: "exp") { Elementary.exp($0[0]) },
    FloatFunction(name: "log") { Elementary.log($0[0]) },
    FloatFunction(name: "log1p") { Elementary.log1p($0[0]) },
    FloatFunction(name: "sigmoid") { Elementary.sigmoid($0[0]) },
    FloatFunction(name: "tanh") { Elementary.tanh($0[0]) },
    FloatFunction(name: "erf") { Elementary.erf($0[0]) },
    FloatFunction(name: "rsqrt") { Elementary.rsqrt($0[0]) },
    FloatFunction(name: "reciprocal") { Elementary.reciprocal($0[0]) },
    FloatFunction(name: "sin") { Elementary.sin($0[0]) },
    FloatFunction(name: "cos") { Elementary.cos($0[0]) },
    FloatFunction(name: "pow") { Elementary.pow($0[0], $0[1]) },
  ]
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

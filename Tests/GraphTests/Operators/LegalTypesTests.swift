import Foundation
import Graph
import TestSupport
import Testing

/// Every combination of element types is accepted if and only if the specification lists it.
///
/// `legal_types.csv` holds what `tosa.xml` of the TOSA 1.0 specification lists; the script beside it
/// made it.
@Suite struct LegalTypesTests {
  /// The lines of one operator.
  struct Legal: Sendable, CustomTestStringConvertible {
    var name: String
    /// The type variables, such as `in_t`.
    var columns: [String]
    var rows: Set<[String]>
    var testDescription: String { name }
  }

  static let operators: [Legal] = {
    let path = Repository.root.appending(path: "Tests/GraphTests/Operators/legal_types.csv")
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    var found: [String: Legal] = [:]
    for line in text.split(separator: "\n") {
      let cells = line.split(separator: ",").map(String.init)
      let pairs = cells.dropFirst().map { $0.split(separator: "=").map(String.init) }
      // The two modes of RESIZE count as two operators.
      let modes = pairs.filter { $0[0] == "mode" }.map { " \($0[1])" }
      let types = pairs.filter { $0[0] != "mode" }
      let name = cells[0] + modes.joined()
      found[name, default: Legal(name: name, columns: types.map { $0[0] }, rows: [])].rows
        .insert(types.map { $0[1] })
    }
    return found.values.sorted { $0.name < $1.name }
  }()

  @Test func tableCoversAllButWhatTakesAnyType() {
    let names = Set(Self.operators.map { $0.name.split(separator: " ")[0] })
    let untyped: Set<OperatorKind> = [.custom, .condIf, .whileLoop, .constShape]
    #expect(names.count == OperatorKind.allCases.count - untyped.count)
  }

  @Test(arguments: operators) func acceptsExactlyTheListedTypes(legal: Legal) throws {
    for types in Self.assignments(of: legal.columns.count) {
      let named = Dictionary(uniqueKeysWithValues: zip(legal.columns, types))
      let sample = try #require(TypedSamples.sample(legal.name, named))
      #expect(
        sample.isLegal == legal.rows.contains(types.map(\.name)),
        "\(legal.name) \(types.map(\.name))")
    }
  }

  @Test(arguments: OperatorKind.allCases.filter { !$0.legalTypes.isEmpty })
  func pairsOfOperandAndResultAreTheListedOnes(kind: OperatorKind) {
    var listed: Set<[String]> = []
    for legal in Self.operators where legal.name.split(separator: " ")[0] == kind.name {
      let input = legal.columns.firstIndex(of: "in_t") ?? legal.columns.firstIndex(of: "in_out_t")
      let output = legal.columns.firstIndex(of: "out_t") ?? legal.columns.firstIndex(of: "in_out_t")
      for row in legal.rows {
        // SELECT chooses by a BOOL; others give BOOL, or INT32, without a variable for it.
        let first = kind == .select ? "BOOL" : input.map { row[$0] } ?? "BOOL"
        let last = output.map { row[$0] } ?? input.map { row[$0] } ?? "BOOL"
        listed.insert([first, last])
      }
    }
    let pairs = kind.legalTypes.map { [$0.input.name, $0.output.name] }
    #expect(Set(pairs) == listed)
    #expect(pairs.count == Set(pairs).count)
  }

  /// All lists of `count` element types.
  private static func assignments(of count: Int) -> [[DType]] {
    (0..<count).reduce([[]]) { lists, _ in
      lists.flatMap { list in DType.allCases.map { list + [$0] } }
    }
  }
}

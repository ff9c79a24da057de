import Foundation
import Graph
import Testing

@testable import Quantized

/// Every operator against what the TOSA reference model computes, recorded in a table.
@Suite struct GoldenTests {
  /// Cases that belong together.
  struct Family: Sendable, CustomTestStringConvertible {
    var name: String
    var cases: [OperatorCase]
    var testDescription: String { name }
  }

  /// The cases of the table.
  static let families = families(seed: 0)

  /// The same families with other random operands.
  static func families(seed: UInt64) -> [Family] {
    [
      Family(name: "rescale", cases: RescaleCases.cases(seed: seed + 1)),
      Family(name: "convolutions", cases: ConvolutionCases.cases(seed: seed + 2)),
      Family(name: "element by element", cases: ElementwiseCases.cases(seed: seed + 3)),
      Family(name: "reductions", cases: ReductionCases.cases(seed: seed + 4)),
      Family(name: "movement", cases: MovementCases.cases(seed: seed + 5)),
      Family(name: "resize", cases: ResizeCases.cases(seed: seed + 6)),
    ]
  }

  /// What the engine gives: a result, or that TOSA leaves it open.
  static func run(_ item: OperatorCase, level: VectorLevel = .best) throws -> GoldenResult {
    let plan = try QuantizedEngine(level: level).prepare(ValidatedGraph(item.graph()))
    do {
      return GoldenResult(try plan.run(item.inputs)[0])
    } catch .unpredictable {
      return .open
    }
  }

  @Test func namesAreUnique() {
    let names = Self.families.flatMap { $0.cases.map(\.name) }
    #expect(Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.keys.sorted() == [])
  }

  @Test(arguments: families)
  func equalsTheTable(family: Family) throws {
    let golden = try GoldenFile.read()
    let wrong = try family.cases.filter { try Self.run($0) != golden[$0.name] }.map(\.name)
    #expect(wrong == [])
  }

  @Test(arguments: families, VectorLevel.available)
  func everyLevelGivesTheSameBits(family: Family, level: VectorLevel) throws {
    let wrong = try family.cases.filter { try Self.run($0, level: level) != Self.run($0) }
    #expect(wrong.map(\.name) == [])
  }

  @Test(.enabled(if: ReferenceModel.python != nil, "ASSAY_TOSA_PYTHON is not set"))
  func theTableIsTheReferenceModels() throws {
    let cases = Self.families.flatMap(\.cases)
    let results = try ReferenceModel.run(cases)
    var rows: [(String, GoldenResult)] = []
    for (item, result) in zip(cases, results) {
      guard let result else {
        Issue.record("the reference model calls \(item.name) an error")
        continue
      }
      rows.append((item.name, result))
    }
    if ProcessInfo.processInfo.environment["ASSAY_RECORD"] != nil { try GoldenFile.write(rows) }
    let golden = try GoldenFile.read()
    #expect(rows.filter { golden[$0.0] != $0.1 }.map(\.0) == [])
  }

  @Test(.enabled(if: ReferenceModel.python != nil, "ASSAY_TOSA_PYTHON is not set"))
  func otherCasesEqualTheReferenceModel() throws {
    let cases = Self.families(seed: 1000).flatMap(\.cases)
    let expected = try ReferenceModel.run(cases)
    let wrong = try zip(cases, expected).filter { try Self.run($0) != $1 }
    #expect(wrong.map(\.0.name) == [])
  }
}

import Foundation
import Fuzz
import Graph
import Quantized
import Reference
import TestSupport
import Testing

/// The TOSA reference model takes generated graphs for valid, and computes what our engines do.
@Suite struct ReferenceModelAgreementTests {
  /// How many graphs of each profile are compared; `ASSAY_FUZZ_GRAPHS` asks for more.
  private static let count =
    ProcessInfo.processInfo.environment["ASSAY_FUZZ_GRAPHS"].flatMap(Int.init) ?? 200

  @Test(
    .enabled(if: ReferenceModel.python != nil, "ASSAY_TOSA_PYTHON is not set"),
    arguments: [Profile.cnnInt, .int])
  func integersAreEqual(profile: Profile) throws {
    let generator = GraphGenerator(seed: 11, profile: profile)
    let cases = (0..<Self.count).map { generator.makeCase($0) }
    var differing: [Int] = []
    for (number, answer) in try ReferenceModel.run(cases).enumerated() {
      guard case .outputs(let expected) = answer else {
        Issue.record("graph \(number): \(answer)\n\(cases[number].graph.listing())")
        differing.append(number)
        continue
      }
      let plan = try QuantizedEngine().prepare(ValidatedGraph(cases[number].graph))
      if try plan.run(cases[number].inputs) != expected { differing.append(number) }
    }
    #expect(differing == [])
  }
}

import Foundation
import Testing

/// Fused patterns at the command line.
@Suite struct FusionTests {
  private static let mamba = AssayProcess.model("mamba1_step_fp32")

  @Test func inspectListsWhatIsFused() throws {
    let result = try AssayProcess().run(["inspect", Self.mamba])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("Fused patterns: 4, of 47 operators"))
    #expect(
      result.output.contains(
        "PTGatedMul: operators 123, 125, 127, up to operator 127 (MUL -> 'tosa_mul_default_19'); "
          + "PTGatedMul, fp32"))
  }

  @Test func inspectListsThemForPrograms() throws {
    let model = AssayProcess.model("mamba1_step_fp32", "model.pte")
    let result = try AssayProcess().run([
      "inspect", model, "--json", "--without-fusion", "PTSoftplus",
    ])
    #expect(result.status == 0, "\(result.errors)")
    let line = try JSONDecoder().decode(Line.self, from: Data(result.lastLine.utf8))
    #expect(
      line.parts.map { $0.fusions.map(\.pattern) } == [
        ["PTCausalConvStep", "PTSelectiveScan", "PTGatedMul"]
      ])
    #expect(line.fusions.isEmpty)
  }

  private struct Line: Decodable {
    struct Group: Decodable { let pattern: String }
    struct Part: Decodable { let fusions: [Group] }
    let parts: [Part]
    let fusions: [Group]
  }

  /// With nothing fused `axon` computes an FP graph as `reference` does, bit for bit.
  @Test func patternsCanBeLeftApart() throws {
    let all = [
      "PTCausalConvStep", "PTSoftplus", "PTSelectiveScan", "PTDiscretizeA", "PTDiscretizeB",
      "PTScanStep", "PTScanOutput", "PTGatedMul", "PTSiLU", "PTSigmoid",
    ].joined(separator: ",")
    let arguments = ["compare", Self.mamba, "--engines", "reference,axon", "--seed", "5"]
    #expect(try AssayProcess().run(arguments).status == 1)
    let apart = try AssayProcess().run(arguments + ["--without-fusion", all])
    #expect(apart.status == 0, "\(apart.output)")
  }
}

import Foundation
import Graph
import Harness
import Kernels
import TestSupport
import Testing

/// Rungs 1 and 2 as programs, against PyTorch's logits of the same tokens.
@Suite struct ProgramRungTests {
  static let folder = Repository.models.appending(path: "mamba_lm_v96_d88_l3").path

  static func rungs() throws -> ProgramRungs {
    ProgramRungs(
      try LadderFiles(folder), table: try KernelTable(folder: KernelTableTests.folder))
  }

  @Test func `fp32 logits are PyTorch's over 512 steps`() throws {
    let files = try LadderFiles(Self.folder)
    let program = try Program(pteFile: "\(Self.folder)/fp32_step.pte")
    let run = try ProgramRung.run(
      program, tokens: Array(files.tokens[..<512]), engine: NoDelegates(),
      table: try KernelTable(folder: KernelTableTests.folder))
    #expect(run.logits.count == files.logits.count)
    let worst = stride(from: 0, to: run.logits.count, by: run.vocabulary).map { row in
      let mine = run.logits[row..<row + run.vocabulary]
      let theirs = files.logits[row..<row + run.vocabulary]
      let scale = theirs.map(\.magnitude).max() ?? 0
      return (zip(mine, theirs).map { ($0 - $1).magnitude }.max() ?? .infinity) / scale
    }.max()
    #expect(try #require(worst) < 1e-4)
  }

  // Facts measured elsewhere: 31.6 and 21.8 million instructions; 13 fully connected layers of some
  // 50,700 ticks.
  @Test func `rung 1 costs what its graph was measured to cost`() throws {
    let measurement = try Self.rungs().measure(.portable)
    #expect(measurement.instructions == 31_604_353)
    #expect(measurement.npuCalls == 0)
    #expect(measurement.memory.weights == 4 * 192_016 + 4 * 4)
    #expect(measurement.numerics.topOneAgreement == 1)
    #expect(
      measurement.breakdown.max { $0.instructions < $1.instructions }?.name == "permute_copy.out")
  }

  @Test func `rung 2 leaves quantize and dequantize on the CPU`() throws {
    let measurement = try Self.rungs().measure(.delegated)
    #expect((21.5e6...22.1e6).contains(measurement.instructions))
    #expect(measurement.npuCalls == 13)
    #expect((49_000...52_500).contains(measurement.npuTicks))
    #expect(measurement.breakdown.allSatisfy { !["mm.out", "dq_const"].contains($0.name) })
    // PyTorch's own converted model, whose linear layers are not AXON's, on the same characters.
    let converted = try Self.variant("int8_step").bitsPerCharacter
    let ratio = measurement.numerics.bitsPerCharacter / converted
    #expect((0.99...1.01).contains(ratio))
  }

  /// What PyTorch reached with a variant of the model, by its card.
  private static func variant(_ name: String) throws -> Card.Variant {
    let card = try JSONDecoder().decode(
      Card.self, from: Data(contentsOf: URL(filePath: "\(folder)/card.json")))
    return try #require(card.variants[name])
  }

  private struct Card: Decodable {
    struct Variant: Decodable {
      var bitsPerCharacter: Double

      enum CodingKeys: String, CodingKey { case bitsPerCharacter = "bits_per_character" }
    }

    var variants: [String: Variant]
  }
}

/// An engine for programs without delegates.
private struct NoDelegates: Engine {
  let name = "none"

  func unsupported(in graph: ValidatedGraph) -> [Unsupported] { [] }

  func prepare(_ graph: ValidatedGraph) throws(EngineError) -> any Plan {
    throw .unsupported(Unsupported(engine: name, subject: "graph", reason: "runs nothing"))
  }
}

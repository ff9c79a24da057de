import Axon
import Foundation
import Graph
import Kernels
import Portable
import Quantized
import TestSupport
import Testing

@testable import Harness

/// Every step program of both language models over its 512 held-out characters, state carried, against
/// what PyTorch made of the same text: its logits in fp32, bits per character of its converted models.
@Suite struct StepProgramTests {
  struct Step: Sendable, CustomTestStringConvertible {
    var program: String
    /// The model's variant in its card whose bits per character it must have.
    var variant: String
    var engine: any Engine = QuantizedEngine()
    /// How far it may be, as a part. PyTorch simulates INT8 in fp32, and AXON's linear layers round in
    /// another way: over 512 characters either is a matter of luck, not of quality.
    var tolerance: Double

    var testDescription: String { "\(program) on \(engine.name)" }
  }

  static let models = ["mamba_lm_v96_d88_l3", "mamba_lm_v128_d68_l5"]
  static let steps = [
    Step(program: "fp32_step", variant: "fp32", tolerance: 1e-6),
    Step(program: "int8_linear_only", variant: "int8_linear_only", tolerance: 0.001),
    Step(program: "int8_step", variant: "int8_step", tolerance: 0.01),
    Step(program: "int8_step_linears", variant: "int8_step", tolerance: 0.01),
    Step(
      program: "int8_step_linears", variant: "int8_step", engine: AxonEngine(), tolerance: 0.01),
    Step(program: "int8_step_delegated", variant: "step_int", tolerance: 0.01),
    Step(
      program: "int8_step_delegated", variant: "step_int", engine: AxonEngine(), tolerance: 0.01),
  ]

  @Test(arguments: models, steps)
  func `a step's bits per character are those of PyTorch`(model: String, step: Step) throws {
    let numerics = try Self.numerics(of: step.program, model, on: step.engine)
    let expected = try Self.bitsPerCharacter(of: step.variant, model)
    #expect((numerics.bitsPerCharacter / expected - 1).magnitude < step.tolerance)
  }

  @Test(arguments: models)
  func `fp32 logits are PyTorch's over 512 steps`(model: String) throws {
    let numerics = try Self.numerics(of: "fp32_step", model, on: QuantizedEngine())
    #expect(numerics.characters == 512)
    #expect(numerics.worstRelativeError < 1e-4)
  }

  /// The fused fp32 kernels with fp32 linear layers, which no rung has.
  @Test(arguments: models)
  func `the fused kernels' logits are PyTorch's over 512 steps`(model: String) throws {
    let files = try LadderFiles(Repository.models.appending(path: model).path)
    var reference = LadderReference(files.model)
    let logits = files.tokens[..<files.characters].flatMap { reference($0) }
    let numerics = try RungMeasurement.Numerics(
      logits: logits, expected: files.logits, next: files.following,
      vocabulary: files.model.shape.vocabulary)
    #expect(numerics.worstRelativeError < 1e-4)
  }

  private static func numerics(
    of program: String, _ model: String, on engine: any Engine
  ) throws -> RungMeasurement.Numerics {
    let files = try LadderFiles(Repository.models.appending(path: model).path)
    let plan = try ProgramPlan(
      try Program(pteFile: "\(files.folder)/\(program).pte"), engine: engine)
    try ProgramRung.checkStep(plan)
    return try RungMeasurement.Numerics(
      logits: ProgramRung.logits(of: plan, tokens: Array(files.tokens[..<files.characters])),
      expected: files.logits, next: files.following, vocabulary: files.model.shape.vocabulary)
  }

  private static func bitsPerCharacter(of variant: String, _ model: String) throws -> Double {
    let file = URL(filePath: Repository.path(of: model, "card.json"))
    let card = try JSONDecoder().decode(Card.self, from: Data(contentsOf: file))
    return try #require(card.variants[variant]).bitsPerCharacter
  }

  /// A model's card, as `Models/mamba/card.py` writes it.
  private struct Card: Decodable {
    struct Variant: Decodable {
      var bitsPerCharacter: Double

      enum CodingKeys: String, CodingKey { case bitsPerCharacter = "bits_per_character" }
    }

    var variants: [String: Variant]
  }
}

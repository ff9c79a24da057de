import Comparison
import Foundation
import Graph
import Kernels
import TestSupport
import Testing

@testable import Harness

/// The headline model on kernels that are broken on purpose: the ladder goes red at the rung, and at
/// no other.
@Suite struct BrokenLadderTests {
  /// A target on which one rung is broken.
  struct BrokenTarget: LadderTarget, CustomTestStringConvertible {
    let name: String
    let rung: LadderRung
    let broken: @Sendable (LadderJob) throws(EngineError) -> LadderRun

    func run(_ job: LadderJob) throws(EngineError) -> LadderRun {
      try job.rung == rung ? broken(job) : NativeTarget().run(job)
    }

    var testDescription: String { "\(name), rung \(rung.rawValue)" }
  }

  private static let fused: [LadderRung] = [.fused, .fixedPoint, .resident, .ours]

  /// The headline model, and what the ladder was when it was committed.
  private static let sound = Result {
    let files = try LadderFiles(Repository.path(of: "Suites/models/mamba_lm_v96_d88_l3"))
    let content = try FileContents.read(Repository.path(of: "results/ladder/reference.json"))
    let results = try JSONDecoder().decode([LadderResult].self, from: Data(content))
    let reference = try #require(results.first { $0.configuration == files.name })
    return (rungs: try FusedRungs(files, target: NativeTarget()), reference: reference)
  }

  /// The case of one rung on a target, as the ladder reports it.
  private static func verdict(_ rung: LadderRung, on target: any LadderTarget) throws -> CaseResult
  {
    var (rungs, reference) = try sound.get()
    rungs.target = target
    // By itself: without counts there is no time that orders the rungs.
    let result = LadderResult(
      configuration: reference.configuration, isHeadline: false,
      measurements: [try rungs.measure(rung)],
      fp32BitsPerCharacter: reference.fp32BitsPerCharacter, reference: reference)
    return result.cases[0]
  }

  /// Expects the broken rung to fail by its name with a sentence that holds `reason`.
  private func expectRed(_ target: BrokenTarget, _ reason: String) throws {
    let verdict = try Self.verdict(target.rung, on: target)
    #expect(verdict.outcome == .fail)
    #expect(verdict.name.hasPrefix("rung \(target.rung.rawValue): "))
    #expect("\(verdict.message)\n\(verdict.details)".contains(reason))
  }

  @Test(arguments: fused)
  func `sound kernels pass`(rung: LadderRung) throws {
    #expect(try Self.verdict(rung, on: NativeTarget()).outcome == .pass)
  }

  // MARK: - State and tables of every rung

  /// A step that forgets every token so far before each.
  struct Forgetful<Step: MambaTokenStep>: MambaTokenStep {
    let step: Step

    init?(_ image: MambaImage, in arena: inout MambaArena) {
      guard let step = Step(image, in: &arena) else { return nil }
      self.step = step
    }

    var logits: UnsafeMutablePointer<Step.Number> { step.logits }
    var npuCalls: Int { step.npuCalls }
    var memory: MambaMemory { step.memory }
    func reset() { step.reset() }
    func callAsFunction<Meter: MambaMeter>(_ token: Int, _ meter: Meter) {
      step.reset()
      step(token, meter)
    }
  }

  private static func forgetful<Step: MambaTokenStep & SendableMetatype>(
    _ rung: LadderRung, _ step: Step.Type
  ) -> BrokenTarget {
    BrokenTarget(name: "state not carried", rung: rung) { job throws(EngineError) in
      try NativeTarget().run(job, on: Forgetful<Step>.self)
    }
  }

  static let forgetful = [
    forgetful(.fused, MambaStep<MambaCopiedState<Float>>.self),
    forgetful(.fixedPoint, MambaStep<MambaFloat32State>.self),
    forgetful(.resident, MambaStep<MambaResidentState<Q12>>.self),
    forgetful(.ours, PackedStep.self),
  ]

  /// Looks every token up one row too far.
  static let shifted = fused.map { rung in
    BrokenTarget(name: "embedding off by one", rung: rung) { job throws(EngineError) in
      var job = job
      job.tokens = job.tokens.map { ($0 + 1) % 96 }
      return try NativeTarget().run(job)
    }
  }

  @Test(arguments: forgetful + shifted)
  func `a lost state and a wrong row cost bits per character`(target: BrokenTarget) throws {
    try expectRed(target, "bits per character")
  }

  // MARK: - Arithmetic of q11.12

  private static func resident<Flaw: Q12Flaw & SendableMetatype>(
    _ name: String, _ flaw: Flaw.Type
  ) -> BrokenTarget {
    BrokenTarget(name: name, rung: .resident) { job throws(EngineError) in
      try NativeTarget().run(job, on: MambaStep<MambaResidentState<FlawedQ12<Flaw>>>.self)
    }
  }

  static let flawed = [
    resident("softplus table off by one", SoftplusTableOffByOne.self),
    resident("SiLU table off by one", SiLUTableOffByOne.self),
    resident("exponential's table off by one", DecayTableOffByOne.self),
    resident("scan rounded down", ScanRoundedDown.self),
    resident("INT8 rounded down", QuantizeRoundedDown.self),
    resident("q11.12 from INT8 rounded down", DequantizeRoundedDown.self),
    packed("rates off by one row") { image, layer in
      image.rotate(at: layer + 4, words: 8, rows: 176)
    },
    packed("convolution rounded up") { image, layer in
      let most = Int32(1) << Int32(bitPattern: image[layer + 8]) - 1
      image.add(most, at: layer + 2, count: 176)
    },
  ]

  @Test(arguments: flawed)
  func `a wrong rounding and a table off by one change the arithmetic`(
    target: BrokenTarget
  ) throws {
    try expectRed(target, "its arithmetic has changed")
  }

  @Test func `a flawed format without a flaw is sound`() throws {
    enum NoFlaw: Q12Flaw {}
    let verdict = try Self.verdict(.resident, on: Self.resident("none", NoFlaw.self))
    #expect(verdict.outcome == .pass)
  }

  /// Rung 6 with its constants changed, block by block; `layer` is the index of the record's first word.
  private static func packed(
    _ name: String, _ change: @escaping @Sendable (inout EditedImage, _ layer: Int) -> Void
  ) -> BrokenTarget {
    BrokenTarget(name: name, rung: .ours) { job throws(EngineError) in
      var image = EditedImage(job.image)
      let first = Int(image[MambaField.packedLayers]) / 4
      for layer in 0..<3 { change(&image, first + layer * MambaField.packedLayerWords) }
      var job = job
      job.image = image.bytes
      return try NativeTarget().run(job)
    }
  }
}

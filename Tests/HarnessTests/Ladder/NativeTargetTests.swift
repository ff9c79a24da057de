import Graph
import Kernels
import Testing

@testable import Harness

/// Rungs 3 to 6 in this process, on a small random model.
@Suite struct NativeTargetTests {
  static let rungs: [LadderRung] = [.fused, .fixedPoint, .resident, .ours]
  static let shape = LadderModels.small
  static let tokens = LadderModels.tokens(40, of: shape, seed: 5)

  /// The mean error of INT8 linear layers: 0.004 where logits reach 1.4.
  @Test(arguments: rungs)
  func `every rung stays near fp32`(rung: LadderRung) throws {
    let (image, reference) = try LadderModels.make(Self.shape, tokens: Self.tokens)
    let run = try NativeTarget().run(LadderJob(rung: rung, image: image, tokens: Self.tokens))
    let errors = zip(run.tokens.flatMap(\.logits), reference.joined()).map { abs($0 - $1) }
    #expect(errors.reduce(0, +) / Float(errors.count) < 0.008)
  }

  @Test(arguments: rungs)
  func `state is carried from token to token, and forgotten between jobs`(rung: LadderRung) throws {
    let (image, _) = try LadderModels.make(Self.shape, tokens: Self.tokens)
    let twice = LadderJob(rung: rung, image: image, tokens: [7, 7])
    let run = try NativeTarget().run(twice)
    #expect(run.tokens[0].logits != run.tokens[1].logits)
    #expect(try NativeTarget().run(twice) == run)
  }

  @Test func `q11.12 does not mind fp32 state between tokens`() throws {
    let (image, _) = try LadderModels.make(Self.shape, tokens: Self.tokens)
    let runs = try [LadderRung.fixedPoint, .resident].map {
      try NativeTarget().run(LadderJob(rung: $0, image: image, tokens: Self.tokens))
    }
    #expect(runs[0].tokens == runs[1].tokens)
  }

  @Test func `rung 6 asks the NPU once less a block`() throws {
    let (image, _) = try LadderModels.make(Self.shape, tokens: Self.tokens)
    let calls = try [LadderRung.resident, .ours].map {
      try NativeTarget().run(LadderJob(rung: $0, image: image, tokens: [1])).tokens[0].npuCalls
    }
    #expect(calls == [9, 7])
  }

  @Test func `a token beyond the vocabulary is refused`() throws {
    let (image, _) = try LadderModels.make(Self.shape, tokens: Self.tokens)
    #expect(throws: EngineError.self) {
      try NativeTarget().run(LadderJob(rung: .ours, image: image, tokens: [19]))
    }
  }

  /// Every byte of header and records, and some of the rest, with and without a right checksum.
  @Test(arguments: rungs)
  func `a damaged image is refused or runs, and never traps`(rung: LadderRung) throws {
    let (image, _) = try LadderModels.make(Self.shape, tokens: Self.tokens)
    let job = LadderJob(rung: rung, image: image, tokens: [1, 2])
    var random = SplitMix64(seed: 6)
    for trial in 0..<400 {
      var damaged = job
      let place = trial < 96 ? trial : random.integer(in: 96...image.count - 1)
      damaged.image[place] ^= UInt8(truncatingIfNeeded: 1 << random.integer(in: 0...7))
      #expect(throws: EngineError.self) { try NativeTarget().run(damaged) }
      damaged.image = EditedImage(damaged.image).bytes
      _ = try? NativeTarget().run(damaged)
    }
    for length in [0, 3, 95, 96, image.count - 4] {
      var short = job
      short.image = Array(image.prefix(length))
      #expect(throws: EngineError.self) { try NativeTarget().run(short) }
    }
  }
}

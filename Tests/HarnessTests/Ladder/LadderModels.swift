import Graph
import Kernels

@testable import Harness

/// Models for tests of the ladder: small, seeded, with ranges observed on their own tokens.
enum LadderModels {
  /// A model with every size different from the others.
  static let small = MambaShape(
    vocabulary: 19, model: 12, inner: 24, layers: 2, states: 16, taps: 4, rank: 3)

  static func tokens(_ count: Int, of shape: MambaShape, seed: UInt64) -> [UInt8] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in UInt8(random.integer(in: 0...shape.vocabulary - 1)) }
  }

  /// The image of a random model, and the logits of fp32 for the tokens.
  static func make(
    _ shape: MambaShape, tokens: [UInt8], seed: UInt64 = 7
  ) throws -> (image: [UInt8], reference: [[Float]]) {
    let model = LadderModel.random(shape, seed: seed)
    var reference = LadderReference(model)
    let logits = tokens.map { reference(Int($0)) }
    return (try MambaImageWriter.image(of: model, ranges: reference.ranges), logits)
  }
}

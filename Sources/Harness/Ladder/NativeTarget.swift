public import Graph
import Kernels

/// Runs jobs in this process with the board's own kernels: the same bits, no instruction counts.
public struct NativeTarget: LadderTarget {
  public let name = "model"
  /// Bytes that a step may use; the board has no more either.
  private let arenaBytes = 512 << 10

  public init() {}

  public func run(_ job: LadderJob) throws(EngineError) -> LadderRun {
    // In words, so that it is aligned.
    let words = job.image.count / 4
    let image = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: max(words, 1))
    defer { image.deallocate() }
    UnsafeMutableRawBufferPointer(image).copyBytes(from: job.image.prefix(words * 4))
    let memory = UnsafeMutableRawPointer.allocate(byteCount: arenaBytes, alignment: 16)
    defer { memory.deallocate() }
    guard let start = image.baseAddress,
      let model = MambaImage(at: UnsafeRawPointer(start), available: words * 4)
    else {
      throw .invalid(InvalidInput(.format, "this is no image of a model, or a damaged one"))
    }
    let vocabulary = model.shape.vocabulary
    if let token = job.tokens.first(where: { $0 >= vocabulary }) {
      throw .invalid(
        InvalidInput(.tensor, "token \(token) is not in the vocabulary of \(vocabulary)"))
    }
    var arena = MambaArena(start: memory, bytes: arenaBytes)
    switch job.rung {
    case .fused:
      return try run(
        MambaStep<MambaCopiedState<Float>>(model, in: &arena), job.tokens, vocabulary)
    case .fixedPoint:
      return try run(MambaStep<MambaFloat32State>(model, in: &arena), job.tokens, vocabulary)
    case .resident:
      return try run(
        MambaStep<MambaResidentState<Q12>>(model, in: &arena), job.tokens, vocabulary)
    case .ours:
      guard let step = PackedStep(model, in: &arena) else { throw .invalid(Self.misfit) }
      let results = job.tokens.map { token in
        step(Int(token), MambaNoMeter())
        return LadderToken(
          logits: (0..<vocabulary).map { step.logits[$0].float }, npuCalls: step.npuCalls)
      }
      return LadderRun(tokens: results, memory: step.memory)
    case .portable, .delegated:
      throw .unsupported(
        Unsupported(
          engine: name, subject: "rung \(job.rung.rawValue)", reason: "it has no fused kernels"))
    }
  }

  private static let misfit = InvalidInput(
    .format, "the image lacks a part, or its model needs more than 512 KB")

  private func run<State: MambaState>(
    _ step: MambaStep<State>?, _ tokens: [UInt8], _ vocabulary: Int
  ) throws(EngineError) -> LadderRun {
    guard let step else { throw .invalid(Self.misfit) }
    let results = tokens.map { token in
      step(Int(token), MambaNoMeter())
      return LadderToken(
        logits: (0..<vocabulary).map { step.logits[$0].float }, npuCalls: step.npuCalls)
    }
    return LadderRun(tokens: results, memory: step.memory)
  }
}

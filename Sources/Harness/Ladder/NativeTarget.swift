public import Graph
import Kernels

/// Runs jobs in this process with the board's own kernels: the same bits, no instruction counts.
public struct NativeTarget: LadderTarget {
  public let name = "model"
  /// Bytes that a step may use; the board has no more either.
  private let arenaBytes = 512 << 10

  public init() {}

  public func run(_ job: LadderJob) throws(EngineError) -> LadderRun {
    switch job.rung {
    case .fused:
      try run(job, on: MambaStep<MambaCopiedState<Float>>.self)
    case .fixedPoint:
      try run(job, on: MambaStep<MambaFloat32State>.self)
    case .resident:
      try run(job, on: MambaStep<MambaResidentState<Q12>>.self)
    case .ours:
      try run(job, on: PackedStep.self)
    case .portable, .delegated:
      throw .unsupported(
        Unsupported(
          engine: name, subject: "rung \(job.rung.rawValue)", reason: "it has no fused kernels"))
    }
  }

  /// Runs a job on a step of this kind, in memory as large as the board's.
  func run<Step: MambaTokenStep>(
    _ job: LadderJob, on: Step.Type
  ) throws(EngineError) -> LadderRun {
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
    guard let step = Step(model, in: &arena) else {
      throw .invalid(
        InvalidInput(.format, "the image lacks a part, or its model needs more than 512 KB"))
    }
    let results = job.tokens.map { token in
      step(Int(token), MambaNoMeter())
      return LadderToken(
        logits: (0..<vocabulary).map { step.logits[$0].float }, npuCalls: step.npuCalls)
    }
    return LadderRun(tokens: results, memory: step.memory)
  }
}

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
      try run(job) { MambaStep<MambaCopiedState<Float>>($0, in: &$1) }
    case .fixedPoint:
      try run(job) { MambaStep<MambaFloat32State>($0, in: &$1) }
    case .resident:
      try run(job) { MambaStep<MambaResidentState<Q12>>($0, in: &$1) }
    case .ours:
      try run(job) { PackedStep($0, in: &$1) }
    case .portable, .delegated:
      throw .unsupported(
        Unsupported(
          engine: name, subject: "rung \(job.rung.rawValue)", reason: "it has no fused kernels"))
    }
  }

  /// Runs a job on the step that `make` makes of its model, in memory as large as the board's.
  func run<Step: LadderStep>(
    _ job: LadderJob, make: (MambaImage, inout MambaArena) -> Step?
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
    guard let step = make(model, &arena) else {
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

/// What a rung does with a token.
protocol LadderStep {
  associatedtype Number: MambaNumber
  var logits: UnsafeMutablePointer<Number> { get }
  var npuCalls: Int { get }
  var memory: MambaMemory { get }
  func reset()
  func callAsFunction<Meter: MambaMeter>(_ token: Int, _ meter: Meter)
}

extension MambaStep: LadderStep {}
extension PackedStep: LadderStep {}

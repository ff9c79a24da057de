/// What the instructions of a token are spent on.
public enum MambaSection: UInt8, Sendable {
  /// RMSNorm, with the residual's addition.
  case norm = 0
  /// The causal convolution with its SiLU.
  case conv = 1
  case scan = 2
  /// Softplus of the step, the gate.
  case activation = 3
  /// Between the CPU's numbers and the NPU's INT8.
  case quantize = 4
  /// Between fp32 and q11.12 state.
  case state = 5
  /// Embedding, residual, calls and addresses.
  case other = 6
  /// The stand-in for the NPU: not the CPU's work, and not counted as such.
  case npu = 7
}

/// Told when a token's step turns to another kind of work.
public protocol MambaMeter {
  func enter(_ section: MambaSection)
}

/// Measures nothing.
public struct MambaNoMeter: MambaMeter {
  public init() {}
  public func enter(_ section: MambaSection) {}
}

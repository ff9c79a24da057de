import Graph

/// A plausible bug that can be planted in an engine, to see whether testing finds it.
///
/// Engines hold no faults: one is planted from outside, where an engine makes an operator ready or where a
/// region of layers runs. Faults of one ``Bench`` can be planted together.
public struct Fault: Sendable {
  /// What the command line and reports call it: `pool-counts-padding`.
  public let name: String
  /// What is wrong, and when, in one sentence.
  public let summary: String
  /// Whose bug it was.
  public let origin: Origin
  /// The engine that it is planted in, and what finds it.
  public let bench: Bench
  let plant: Plant

  /// Where a kind of bug has been seen.
  public enum Origin: Sendable, Hashable, CustomStringConvertible {
    /// The changelog of Nordic's Edge AI add-on, or its known issues, by version or number.
    case nordic(String)
    /// ExecuTorch's Arm backend or its quantizer.
    case execuTorch
    /// TensorFlow Lite's kernels or CMSIS-NN, with the issue's number if there is one.
    case tensorFlowLite(String)
    /// One that every writer of kernels makes once.
    case classic

    public var description: String {
      switch self {
      case .nordic(let version): "Nordic \(version)"
      case .execuTorch: "ExecuTorch"
      case .tensorFlowLite(let issue): "TensorFlow Lite \(issue)"
      case .classic: "classic"
      }
    }
  }

  /// How a fault gets into its engine.
  enum Plant: Sendable {
    /// Changes an operator before its kernel is made, or its result afterwards.
    case call(@Sendable (inout OperatorCall) -> Void)
    /// Changes the graph that an engine compiles, as a wrong pass does; types and names stay.
    case pass(@Sendable (inout Block) -> Void)
    /// Changes a layer before it runs, or its result afterwards.
    case layer(@Sendable (inout LayerCall) -> Void)
  }

  private init(
    _ name: String, _ summary: String, _ origin: Origin, _ bench: Bench, _ plant: Plant
  ) {
    self.name = name
    self.summary = summary
    self.origin = origin
    self.bench = bench
    self.plant = plant
  }

  /// A fault of engine `quantized` that engine `reference` shows, or the one of `bench`.
  static func quantized(
    _ name: String, _ summary: String, _ origin: Origin = .classic,
    bench: Bench = .quantizedByReference, _ change: @escaping @Sendable (inout OperatorCall) -> Void
  ) -> Fault {
    Fault(name, summary, origin, bench, .call(change))
  }

  /// A fault of engine `axon`, in what its layers compute.
  static func axon(
    _ name: String, _ summary: String, _ origin: Origin = .classic, bench: Bench = .axonByQuantized,
    _ change: @escaping @Sendable (inout LayerCall) -> Void
  ) -> Fault {
    Fault(name, summary, origin, bench, .layer(change))
  }

  /// A fault of engine `axon`, in what it makes of the graph.
  static func axonPass(
    _ name: String, _ summary: String, _ origin: Origin = .classic,
    _ change: @escaping @Sendable (inout Block) -> Void
  ) -> Fault {
    Fault(name, summary, origin, .axonByQuantized, .pass(change))
  }
}

import Graph

/// A limit of AXON: what is measured of a layer, and what it may be.
public struct AxonConstraint: Sendable {
  /// What is limited.
  public let name: String
  /// The layers that it holds for.
  public let operations: Set<AxonOperation>
  /// The limit in words.
  public let limit: String
  /// Where the limit is known from.
  public let source: Source
  let measure: @Sendable (AxonLayer) -> Int
  let allowed: @Sendable (AxonLayer) -> ClosedRange<Int>

  /// Where a limit is known from.
  public enum Source: Sendable, Hashable {
    /// Nordic's documentation or public scripts.
    case documented
    /// The result code that compiler 1.4.0 gave.
    case observed(code: Int)
    /// Assay's own, to refuse early what no device has memory for.
    case assay
  }

  init(
    _ name: String, _ operations: Set<AxonOperation>, _ limit: String, _ source: Source,
    allowed: @escaping @Sendable (AxonLayer) -> ClosedRange<Int>,
    measure: @escaping @Sendable (AxonLayer) -> Int
  ) {
    self.name = name
    self.operations = operations
    self.limit = limit
    self.source = source
    self.allowed = allowed
    self.measure = measure
  }

  init(
    _ name: String, _ operations: Set<AxonOperation>, _ range: ClosedRange<Int>, _ source: Source,
    measure: @escaping @Sendable (AxonLayer) -> Int
  ) {
    self.init(
      name, operations, "\(range.lowerBound) to \(range.upperBound)", source,
      allowed: { _ in range }, measure: measure)
  }

  /// The first constraint that a layer breaks.
  static func violated(by layer: AxonLayer) -> AxonConstraint? {
    all.first { constraint in
      constraint.operations.contains(layer.operation)
        && !constraint.allowed(layer).contains(constraint.measure(layer))
    }
  }

  /// The reason that a layer that breaks this constraint is left to the CPU.
  func explanation(for layer: AxonLayer) -> String {
    "\(name) is \(measure(layer)), AXON's \(layer.operation.rawValue) takes \(limit)"
  }

  /// Checks a kernel before its zeros are filled in, whatever the rest of the layer.
  ///
  /// - Parameter count: how many of them the weights hold.
  static func require(kernel: Spatial2D, of count: Int) throws(Rejection) {
    guard kernel.y <= 16, kernel.x <= 32 else {
      throw Rejection("the kernel is \(kernel.y) x \(kernel.x), AXON takes 16 x 16, or 1 x 32")
    }
    guard count * kernel.y * kernel.x <= maximumElements else {
      throw Rejection("its weights exceed the memory of any device with AXON")
    }
  }

  /// More elements than any device with AXON has memory for.
  static let maximumElements = 1 << 24
}

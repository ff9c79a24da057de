/// A small network and inputs for it, to be measured.
public struct AxonTrial: Sendable, Hashable {
  /// The name of the vector that it becomes: `layer-17`.
  public var id: String
  /// The operator under test, or `network`.
  public var subject: String
  /// Whether inputs are consecutive inferences, because a persistent variable carries state over.
  public var isStateful: Bool
  public var network: AxonNetwork
  /// External inputs in C, H, W order, one an inference.
  public var inputs: [[Int8]]
}

extension AxonTrial {
  /// The trial that a vector was, to be measured again.
  public init(_ vector: AxonVector) {
    self.init(
      id: vector.id, subject: vector.subject, isStateful: vector.isStateful,
      network: vector.network, inputs: vector.inputs)
  }
}

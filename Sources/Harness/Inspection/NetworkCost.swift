import Axon
import Graph

/// What one network costs on AXON, for a program; see `docs/cost-model.md`.
public struct NetworkCost: Codable, Sendable, Equatable {
  /// One layer.
  public struct Layer: Codable, Sendable, Equatable {
    /// The TOSA operator that it was made for, as messages name it.
    public var subject: String
    /// What AXON calls it.
    public var operation: String
    public var ticks: Int
    public var constantBytes: Int
  }

  /// Ticks of an inference, overhead included.
  public var ticks: Int
  public var interlayerBytes: Int
  public var constantBytes: Int
  /// About how many bytes the commands take.
  public var commandBytes: Int
  /// In order of execution.
  public var layers: [Layer]

  init(_ cost: CostReport.Network, of graph: ValidatedGraph) {
    ticks = cost.ticks
    interlayerBytes = cost.interlayerBytes
    constantBytes = cost.constantBytes
    commandBytes = cost.commandBytes
    layers = cost.layers.map {
      Layer(
        subject: graph.subject(ofOperator: $0.operatorIndex), operation: $0.operation.rawValue,
        ticks: $0.ticks, constantBytes: $0.constantBytes)
    }
  }
}

import Axon
import Graph

/// What the CPU does beside AXON, as a person reads it.
enum HostCostText {
  /// A line for each operator and edge, and their sums.
  static func text(_ plan: AxonPlan, of graph: ValidatedGraph) -> String {
    let cost = plan.hostCost
    var lines = ["CPU cost, in instructions of ExecuTorch's portable kernels at -Os:"]
    for item in cost.operators {
      let count = item.instructions.map(String.init) ?? "unpriced"
      lines.append("  \(graph.subject(ofOperator: item.operatorIndex)): \(count)")
    }
    for edge in cost.boundaries {
      let work = edge.isInput ? "quantize input" : "dequantize output"
      lines.append(
        "  \(work) '\(edge.tensor)', \(edge.elements) elements: \(edge.instructions)")
    }
    let unpriced = cost.unpriced == 0 ? "" : ", \(cost.unpriced) without a measured kernel"
    lines.append(
      "  in all \(cost.operatorInstructions) for \(cost.operators.count) operators\(unpriced), "
        + "\(cost.boundaryInstructions) at the edges of the delegate")
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The same for a program; see `docs/cost-model.md`.
public struct HostCostSummary: Codable, Sendable, Equatable {
  /// An operator on the CPU.
  public struct Item: Codable, Sendable, Equatable {
    /// The operator, as messages name it.
    public var subject: String
    /// Instructions; null if no such kernel was measured.
    public var instructions: Int?
  }

  /// A tensor that is quantized or dequantized at the edge.
  public struct Boundary: Codable, Sendable, Equatable {
    public var tensor: String
    public var isInput: Bool
    public var elements: Int
    public var instructions: Int
  }

  public var operators: [Item]
  public var boundaries: [Boundary]
  public var operatorInstructions: Int
  public var boundaryInstructions: Int
  /// How many operators have no measured kernel.
  public var unpriced: Int

  init(_ cost: HostCost, of graph: ValidatedGraph) {
    operators = cost.operators.map {
      Item(subject: graph.subject(ofOperator: $0.operatorIndex), instructions: $0.instructions)
    }
    boundaries = cost.boundaries.map {
      Boundary(
        tensor: $0.tensor, isInput: $0.isInput, elements: $0.elements,
        instructions: $0.instructions)
    }
    operatorInstructions = cost.operatorInstructions
    boundaryInstructions = cost.boundaryInstructions
    unpriced = cost.unpriced
  }
}

public import Graph

/// A graph with inputs for one run.
public struct FuzzCase: Sendable, Hashable {
  public var graph: Graph
  /// One tensor for each input of the main block, in its order.
  public var inputs: [Tensor]

  /// A graph and what goes into it.
  public init(graph: Graph, inputs: [Tensor]) {
    self.graph = graph
    self.inputs = inputs
  }

  /// The block that runs; an empty one if the graph has none.
  public var block: Block {
    get {
      graph.regions.first?.blocks.first
        ?? Block(tensors: [], operators: [], inputs: [], outputs: [])
    }
    set { graph = Graph(version: graph.version, main: newValue) }
  }

  /// How many operators compute something: all but constants.
  public var operatorCount: Int { block.operators.count { !$0.operation.isConstant } }

  /// How many elements all inputs have together.
  public var inputElements: Int { inputs.reduce(0) { $0 + $1.count } }
}

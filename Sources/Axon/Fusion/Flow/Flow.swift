import Graph

/// A computation as patterns see it: values, and nodes that make them, in order of execution.
///
/// Front ends make it of a TOSA graph (`Flow+TOSA.swift`) or an ExecuTorch program's kernel
/// calls (`Flow+Program.swift`); a pattern can't tell which.
struct Flow: Sendable {
  /// A tensor.
  struct Value: Sendable {
    let shape: Shape
    /// FP32 or an integer type; nil for types that no pattern takes.
    let dtype: DType?
    /// The node that makes it; nil for inputs and constants.
    var producer: Int?
    /// The nodes that read it, each once, ascending.
    var readers: [Int] = []
    /// Whether others than nodes see it: the graph hands it out, or control flow may.
    var isVisible = false
    /// The elements, where they are part of the file.
    var constant: Tensor?
    /// The value that this one is a view of; nil if it is none.
    var root: Int?
  }

  /// A step of the computation.
  struct Node: Sendable {
    let operation: FlowOperation
    let operands: [Int]
    let results: [Int]
    /// The operators of the graph, or instructions of the program, that it stands for.
    let origins: [Int]
  }

  private(set) var values: [Value]
  private(set) var nodes: [Node] = []

  init(values: [Value]) { self.values = values }

  /// Adds a step after all others.
  mutating func append(_ node: Node) {
    let index = nodes.count
    nodes.append(node)
    for operand in node.operands where values[operand].readers.last != index {
      values[operand].readers.append(index)
    }
    for result in node.results {
      values[result].producer = index
      if node.operation == .view { values[result].root = root(node.operands[0]) }
    }
  }

  /// Marks a value as seen by others than nodes.
  mutating func expose(_ value: Int) { values[value].isVisible = true }

  /// The value behind views of it.
  func root(_ value: Int) -> Int { values[value].root ?? value }

  /// The one number that a value is, everywhere; nil if it is no constant or differs.
  func scalar(_ value: Int) -> Double? {
    guard let constant = values[root(value)].constant, constant.count == 1 else { return nil }
    return constant.realValues.first
  }

  /// The number of elements.
  func count(_ value: Int) -> Int { values[value].shape.elementCount }
}

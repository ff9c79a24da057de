import Graph

/// Persistent variable: its output is its state, which the program renews after the last layer with
/// the operand's value; at first it is the zero point.
struct PersistentVariableLayer: LayerKernel {
  private let state: Int
  private let output: Int
  private let count: Int

  /// - Parameter state: where the state is.
  init(_ site: LayerSite, state: Int) throws(InvalidInput) {
    try site.requireMove(1...1)
    try site.require(
      site.layer.output.count == site.layer.inputs[0].count, "keeps the number of elements")
    self.state = state
    output = site.output
    count = site.layer.output.count
  }

  func run(_ memory: LayerMemory) {
    memory.int8(output).update(from: memory.int8(state), count: count)
  }
}

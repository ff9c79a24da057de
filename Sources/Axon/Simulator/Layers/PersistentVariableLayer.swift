import Graph

/// Persistent variable: its output is its state, which the program renews after the last layer with
/// the operand's value; at first it is the zero point.
struct PersistentVariableLayer: LayerKernel {
  init(_ site: LayerSite) throws(InvalidInput) {
    try site.requireMove(1...1)
    try site.require(
      site.layer.output.count == site.layer.inputs[0].count, "keeps the number of elements")
  }

  func run(_ memory: LayerMemory) {}
}

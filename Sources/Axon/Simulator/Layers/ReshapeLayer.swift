import Graph

/// Reshape: the elements in H, W, C order, read as another H, W, C shape.
struct ReshapeLayer: LayerKernel {
  /// For each element of the output, in C, H, W order, the operand's element.
  private let sources: [Int32]
  private let input: Int
  private let output: Int

  init(_ site: LayerSite) throws(InvalidInput) {
    try site.requireMove(1...1)
    let from = site.layer.inputs[0]
    let to = site.layer.output
    try site.require(from.count == to.count, "keeps the number of elements")
    var sources = [Int32](repeating: 0, count: to.count)
    for h in 0..<to.h {
      for w in 0..<to.w {
        for c in 0..<to.c {
          let flat = (h * to.w + w) * to.c + c
          let source = (flat % from.c) * from.plane + flat / from.c
          sources[(c * to.h + h) * to.w + w] = Int32(truncatingIfNeeded: source)
        }
      }
    }
    self.sources = sources
    input = site.inputs[0]
    output = site.output
  }

  func run(_ memory: LayerMemory) {
    let source = memory.int8(input)
    let target = memory.int8(output)
    for index in sources.indices { target[index] = source[Int(sources[index])] }
  }
}

import Graph

/// The second operand of ADD and MUL: a tensor or a constant, of the full size, one value a channel,
/// or one value.
struct SecondOperand: Sendable {
  /// The constant; empty if the operand is a tensor.
  let constant: [Int8]
  private let offset: Int
  /// Elements from one channel to the next, and from one element of a channel to the next.
  let planeStep: Int
  let step: Int

  /// - Throws: if the operand does not broadcast to the first one.
  init(_ site: LayerSite) throws(InvalidInput) {
    let layer = site.layer
    let first = layer.inputs[0]
    let isConstant = layer.operands.count == 1
    let dims = isConstant ? layer.filterDims : layer.inputs[1]
    try site.require(layer.output.hasSameSizes(as: first), "has the size of its first operand")
    let isFull = dims.hasSameSizes(as: first)
    let isPerChannel = dims.plane == 1 && (dims.c == first.c || dims.c == 1)
    try site.require(isFull || isPerChannel, "\(dims) does not broadcast to \(first)")
    try site.require(
      !isConstant || layer.filter.count == dims.count,
      "has \(layer.filter.count) constants, needs \(dims.count)")
    constant = isConstant ? layer.filter : []
    offset = isConstant ? 0 : site.inputs[1]
    step = isFull ? 1 : 0
    planeStep = isFull ? first.plane : dims.c == 1 ? 0 : 1
  }

  /// Calls `body` with the operand's elements.
  func withElements(_ memory: LayerMemory, _ body: (UnsafePointer<Int8>) -> Void) {
    if constant.isEmpty {
      body(UnsafePointer(memory.int8(offset)))
    } else {
      constant.withUnsafeBufferPointer { elements in
        if let base = elements.baseAddress { body(base) }
      }
    }
  }
}

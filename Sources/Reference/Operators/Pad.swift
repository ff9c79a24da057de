import Graph

extension Pad {
  /// The border's value everywhere, then the operand inside it.
  func step(_ site: inout OperatorSite, _ storage: any ElementStorage) throws(EngineError) -> Step {
    let padding = try site.constantIntegers(1, "padding")
    let (source, border, target) = (site.inputs[0], site.inputs[2], site.outputs[0])
    let strides = target.shape.strides
    let width = storage.byteCount(of: target.dtype)
    let fill = StridedCopy(
      sizes: [target.elementCount], sourceStrides: [0], targetStrides: [1])
    let copy = StridedCopy(
      sizes: source.shape.dimensions, sourceStrides: source.shape.strides, targetStrides: strides,
      targetOffset: strides.indices.reduce(0) { $0 + padding[2 * $1] * strides[$1] })
    return { arena in
      fill.run(arena, from: border, to: target, width: width)
      copy.run(arena, from: source, to: target, width: width)
    }
  }
}

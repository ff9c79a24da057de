import Graph

extension Concat {
  /// Each operand copied to its place along the axis.
  func step(_ site: inout OperatorSite, _ storage: any ElementStorage) throws(EngineError) -> Step {
    let target = site.outputs[0]
    let strides = target.shape.strides
    let width = storage.byteCount(of: target.dtype)
    var parts: [(source: TensorSlot, copy: StridedCopy)] = []
    var position = 0
    for source in site.inputs {
      let copy = StridedCopy(
        sizes: source.shape.dimensions, sourceStrides: source.shape.strides,
        targetStrides: strides, targetOffset: position * strides[axis])
      parts.append((source, copy))
      position += source.shape[axis]
    }
    return { [parts] arena in
      for part in parts { part.copy.run(arena, from: part.source, to: target, width: width) }
    }
  }
}

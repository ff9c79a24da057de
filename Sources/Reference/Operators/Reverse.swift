import Graph

extension Reverse {
  /// One axis in opposite order: read from its last element with a negative stride.
  func step(_ site: inout OperatorSite, _ storage: any ElementStorage) throws(EngineError) -> Step {
    let shape = site.inputs[0].shape
    var strides = shape.strides
    let offset = (shape[axis] - 1) * strides[axis]
    strides[axis] = -strides[axis]
    return StridedCopy(
      sizes: shape.dimensions, sourceStrides: strides, targetStrides: shape.strides,
      sourceOffset: offset
    ).step(site, storage)
  }
}

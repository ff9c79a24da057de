import Graph

extension Transpose {
  /// Axes in another order.
  func step(_ site: inout OperatorSite, _ storage: any ElementStorage) throws(EngineError) -> Step {
    let strides = site.inputs[0].shape.strides
    let output = site.outputs[0].shape
    return StridedCopy(
      sizes: output.dimensions, sourceStrides: permutation.map { strides[$0] },
      targetStrides: output.strides
    ).step(site, storage)
  }
}

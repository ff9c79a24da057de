import Graph

extension Slice {
  /// A box; the second operand is where it starts, the result's shape how large it is.
  func step(_ site: inout OperatorSite, _ storage: any ElementStorage) throws(EngineError) -> Step {
    let start = try site.constantIntegers(1, "start")
    let strides = site.inputs[0].shape.strides
    let output = site.outputs[0].shape
    return StridedCopy(
      sizes: output.dimensions, sourceStrides: strides, targetStrides: output.strides,
      sourceOffset: zip(start, strides).reduce(0) { $0 + $1.0 * $1.1 }
    ).step(site, storage)
  }
}

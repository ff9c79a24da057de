import Graph

extension Tile {
  /// Each axis as two: the repetition, which stays where it is in the source, and the axis itself.
  func step(_ site: inout OperatorSite, _ storage: any ElementStorage) throws(EngineError) -> Step {
    let multiples = try site.constantIntegers(1, "multiples")
    let input = site.inputs[0].shape
    let targetStrides = site.outputs[0].shape.strides
    var copy = (sizes: [Int](), source: [Int](), target: [Int]())
    for axis in input.indices {
      copy.sizes += [multiples[axis], input[axis]]
      copy.source += [0, input.strides[axis]]
      copy.target += [input[axis] * targetStrides[axis], targetStrides[axis]]
    }
    return StridedCopy(
      sizes: copy.sizes, sourceStrides: copy.source, targetStrides: copy.target
    ).step(site, storage)
  }
}

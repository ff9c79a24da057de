import Graph

/// `aten::cat.out(tensors, dim, out)`: tensors one after the other along a dimension.
///
/// Empty tensors of rank 1 are skipped, as in PyTorch. Any element type, the same in all.
struct Cat: PortableOperator {
  let name = ProgramOperator("aten::cat", overload: "out")

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let inputs = try site.inputs(0).filter { $0.shape != [0] }
    guard let first = inputs.first, first.shape.rank > 0 else {
      throw site.invalid("nothing to put one after the other")
    }
    let axis = try site.axis(1, ofRank: first.shape.rank)
    var shape = first.shape
    shape.dimensions[axis] = 0
    for input in inputs {
      var expected = first.shape
      guard input.shape.rank == expected.rank else {
        throw site.invalid("the shapes \(first.shape) and \(input.shape) don't fit")
      }
      guard input.scalarType == first.scalarType, input.dtype == first.dtype else {
        throw site.unsupported("the tensors are of different types")
      }
      expected.dimensions[axis] = input.shape[axis]
      try site.require(expected, of: input, "a tensor")
      shape.dimensions[axis] += input.shape[axis]
    }
    let output = try site.copy(of: first, at: 2, shape)

    let strides = shape.strides
    var copies: [(copy: StridedCopy, slot: Int)] = []
    var start = 0
    for input in inputs {
      let copy = StridedCopy(
        input.shape, source: input.shape.strides, target: strides, to: start * strides[axis])
      copies.append((copy, input.slot))
      start += input.shape[axis]
    }
    return { [copies, to = output.slot, size = first.dtype.hostSize] slots in
      for (copy, slot) in copies { copy.run(slots[slot], to: &slots[to], size: size) }
    }
  }
}

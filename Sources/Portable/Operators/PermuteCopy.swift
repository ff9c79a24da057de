import Graph

/// `aten::permute_copy.out(input, dims, out)`: the dimensions in another order. Any element type.
struct PermuteCopy: PortableOperator {
  let name = ProgramOperator("aten::permute_copy", overload: "out")

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let input = try site.input(0)
    let rank = input.shape.rank
    var order: [Int] = []
    for number in try site.integers(1) { order.append(try site.axis(number, ofRank: rank)) }
    guard order.sorted() == Array(0..<rank) else {
      throw site.invalid("\(order) is no order of \(rank) dimensions")
    }
    let output = try site.copy(of: input, at: 2, Shape(order.map { input.shape[$0] }))
    let strides = input.shape.strides
    let copy = StridedCopy(
      output.shape, source: order.map { strides[$0] }, target: output.shape.strides)
    return { [from = input.slot, to = output.slot, size = input.dtype.hostSize] slots in
      copy.run(slots[from], to: &slots[to], size: size)
    }
  }
}

extension KernelSite {
  /// The output at `position` that holds elements of `input`, under `shape`.
  mutating func copy(
    of input: Operand, at position: Int, _ shape: Shape
  ) throws(EngineError) -> Operand {
    let output = try output(position, as: input.dtype)
    guard input.scalarType == output.scalarType else {
      throw unsupported("no kernel from \(input.scalarType.name) to \(output.scalarType.name)")
    }
    try require(shape, of: output, "out")
    return output
  }
}

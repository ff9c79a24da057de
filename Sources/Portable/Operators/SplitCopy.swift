import Graph

/// `aten::split_with_sizes_copy.out(input, sizes, dim, outs)` and
/// `aten::split_copy.Tensor_out(input, size, dim, outs)`: a dimension cut into parts.
///
/// Any element type.
struct SplitCopy: PortableOperator {
  let name: ProgramOperator
  private let hasSizes: Bool

  /// Both of them.
  static let all = [
    SplitCopy(
      name: ProgramOperator("aten::split_with_sizes_copy", overload: "out"), hasSizes: true),
    SplitCopy(name: ProgramOperator("aten::split_copy", overload: "Tensor_out"), hasSizes: false),
  ]

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let input = try site.input(0)
    let rank = input.shape.rank
    guard rank > 0 else { throw site.invalid("a scalar has no dimension to split") }
    let axis = try site.axis(2, ofRank: rank)
    let outputs = try site.outputs(3, as: input.dtype)
    let sizes = try sizes(of: input.shape[axis], site)
    guard outputs.count == sizes.count else {
      throw site.invalid("\(sizes.count) parts for \(outputs.count) outputs")
    }
    site.work = input.count

    let strides = input.shape.strides
    var copies: [(copy: StridedCopy, slot: Int)] = []
    var start = 0
    for (output, size) in zip(outputs, sizes) {
      var shape = input.shape
      shape.dimensions[axis] = size
      guard output.scalarType == input.scalarType else {
        throw site.unsupported(
          "no kernel from \(input.scalarType.name) to \(output.scalarType.name)")
      }
      try site.require(shape, of: output, "out")
      let copy = StridedCopy(
        shape, source: strides, target: shape.strides, from: start * strides[axis])
      copies.append((copy, output.slot))
      start += size
    }
    return { [copies, from = input.slot, size = input.dtype.hostSize] slots in
      for (copy, slot) in copies { copy.run(slots[from], to: &slots[slot], size: size) }
    }
  }

  private func sizes(of whole: Int, _ site: KernelSite) throws(EngineError) -> [Int] {
    if hasSizes {
      var sizes: [Int] = []
      for size in try site.integers(1) { sizes.append(Int(clamping: size)) }
      var rest = whole
      for size in sizes {
        guard (0...rest).contains(size) else {
          throw site.invalid("parts of \(sizes) in a dimension of \(whole)")
        }
        rest -= size
      }
      guard rest == 0 else { throw site.invalid("parts of \(sizes) in a dimension of \(whole)") }
      return sizes
    }
    let size = Int(clamping: try site.integer(1))
    guard size > 0 else { throw site.invalid("parts of \(size)") }
    return stride(from: 0, to: whole, by: size).map { min(size, whole - $0) }
  }
}

import Graph

/// `aten::slice_copy.Tensor_out(input, dim, start?, end?, step, out)`: part of a dimension.
///
/// Negative bounds count from the end; bounds beyond it are moved to it. Any element type.
struct SliceCopy: PortableOperator {
  let name = ProgramOperator("aten::slice_copy", overload: "Tensor_out")

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let input = try site.input(0)
    let rank = input.shape.rank
    guard rank > 0 else { throw site.invalid("a scalar has no dimension to slice") }
    let axis = try site.axis(1, ofRank: rank)
    let size = input.shape[axis]
    let start = Self.bound(try site.isNone(2) ? 0 : site.integer(2), size)
    let end = max(start, Self.bound(try site.isNone(3) ? Int64(size) : site.integer(3), size))
    let step = try site.integer(4)
    guard step > 0, let step = Int(exactly: step) else {
      throw site.invalid("a step of \(step)")
    }
    var shape = input.shape
    shape.dimensions[axis] = end == start ? 0 : (end - start - 1) / step + 1
    let output = try site.copy(of: input, at: 5, shape)

    var strides = input.shape.strides
    let first = start * strides[axis]
    strides[axis] = strides[axis].multipliedReportingOverflow(by: step).partialValue
    let copy = StridedCopy(shape, source: strides, target: shape.strides, from: first)
    return { [from = input.slot, to = output.slot, size = input.dtype.hostSize] slots in
      copy.run(slots[from], to: &slots[to], size: size)
    }
  }

  private static func bound(_ number: Int64, _ size: Int) -> Int {
    let fromStart = number < 0 ? number.addingReportingOverflow(Int64(size)).partialValue : number
    return Int(min(max(fromStart, 0), Int64(size)))
  }
}

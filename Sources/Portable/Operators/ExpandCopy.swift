import Graph

/// `aten::expand_copy.out(input, size, implicit, out)`: dimensions of 1 repeated. Any element type.
///
/// A size of -1 keeps the dimension; new dimensions come first.
struct ExpandCopy: PortableOperator {
  let name = ProgramOperator("aten::expand_copy", overload: "out")

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let input = try site.input(0)
    let sizes = try site.integers(1)
    let added = sizes.count - input.shape.rank
    guard added >= 0, try !site.flag(2) else {
      throw site.invalid("\(input.shape) can't be expanded to \(sizes)")
    }
    let strides = input.shape.strides
    var shape: [Int] = []
    var steps: [Int] = []
    for (axis, size) in sizes.enumerated() {
      let own = axis < added ? nil : input.shape[axis - added]
      guard let wanted = size == -1 ? own : Int(exactly: size), wanted >= 0,
        own == nil || own == 1 || own == wanted
      else { throw site.invalid("\(input.shape) can't be expanded to \(sizes)") }
      shape.append(wanted)
      steps.append(own == wanted && axis >= added ? strides[axis - added] : 0)
    }
    let output = try site.copy(of: input, at: 3, Shape(shape))
    let copy = StridedCopy(output.shape, source: steps, target: output.shape.strides)
    return { [from = input.slot, to = output.slot, size = input.dtype.hostSize] slots in
      copy.run(slots[from], to: &slots[to], size: size)
    }
  }
}

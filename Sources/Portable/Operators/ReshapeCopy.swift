import Graph

/// A copy of the same elements under another shape: `view`, `squeeze`, `unsqueeze`, `clone`.
///
/// The program declares the shape of the result; dimensions that the call names must lead there.
struct ReshapeCopy: PortableOperator {
  private enum Rule { case view, unsqueeze, squeezeDimension, squeezeDimensions, clone }

  let name: ProgramOperator
  private let rule: Rule
  /// The position of the result among the arguments.
  private let result: Int

  private init(_ name: String, _ overload: String, _ rule: Rule, result: Int) {
    self.name = ProgramOperator(name, overload: overload)
    self.rule = rule
    self.result = result
  }

  /// All of them.
  static let all = [
    ReshapeCopy("aten::view_copy", "out", .view, result: 2),
    ReshapeCopy("aten::unsqueeze_copy", "out", .unsqueeze, result: 2),
    ReshapeCopy("aten::squeeze_copy", "dim_out", .squeezeDimension, result: 2),
    ReshapeCopy("aten::squeeze_copy", "dims_out", .squeezeDimensions, result: 2),
    ReshapeCopy("aten::clone", "out", .clone, result: 2),
    ReshapeCopy("dim_order_ops::_clone_dim_order", "out", .clone, result: 3),
  ]

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let input = try site.input(0)
    let shape = try shape(from: input.shape, site)
    let output = try site.output(result, as: input.dtype)
    guard input.scalarType == output.scalarType else {
      throw site.unsupported("no kernel from \(input.scalarType.name) to \(output.scalarType.name)")
    }
    try site.require(shape, of: output, "out")
    return { [from = input.slot, to = output.slot] slots in
      let source = slots[from]
      source.bytes.withUnsafeBytes { bytes in
        slots[to].withMutableBytes { $0.copyMemory(from: bytes) }
      }
    }
  }

  private func shape(from shape: Shape, _ site: KernelSite) throws(EngineError) -> Shape {
    var sizes = shape.dimensions
    switch rule {
    case .clone: break
    case .view:
      var given: [Int] = []
      for size in try site.integers(1) { given.append(Int(clamping: size)) }
      let known = Shape(given.filter { $0 >= 0 }).elementCount
      if let open = given.firstIndex(of: -1), known > 0 {
        given[open] = shape.elementCount / known
      }
      guard given.allSatisfy({ $0 >= 0 }), Shape(given).elementCount == shape.elementCount else {
        throw site.invalid("\(shape) can't be viewed as \(Shape(given))")
      }
      sizes = given
    case .unsqueeze:
      sizes.insert(1, at: try site.axis(1, ofRank: shape.rank + 1))
    case .squeezeDimension, .squeezeDimensions:
      var axes: Set<Int> = []
      for number in rule == .squeezeDimension ? [try site.integer(1)] : try site.integers(1) {
        axes.insert(try site.axis(number, ofRank: shape.rank))
      }
      sizes = sizes.indices.filter { !axes.contains($0) || sizes[$0] != 1 }.map { sizes[$0] }
    }
    return Shape(sizes)
  }
}

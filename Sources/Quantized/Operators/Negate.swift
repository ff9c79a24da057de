import Graph

// NEGATE: output_zp - (input - input_zp), brought into the type's range.
extension Negate: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool { operands.share(.integers) }
  var constantOperands: Range<Int> { 1..<3 }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    switch site.inputs[0].dtype {
    case .int8: negate(site, as: Int8.self)
    case .int16: negate(site, as: Int16.self)
    default: negate(site, as: Int32.self)
    }
  }

  private func negate<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ site: OperatorSite, as element: Element.Type
  ) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let zero = Int64(site.scalar(1)) &+ Int64(site.scalar(2))
    // The difference is computed in INT32, which only an INT32 input can leave.
    let open = site.unpredictable("a negated value does not fit INT32")
    return { (arena) throws(EngineError) in
      let from = arena.read(input, as: Element.self)
      let to = arena.write(output, as: Element.self)
      var excess: Int64 = 0
      for i in 0..<to.count {
        let value = zero &- Int64(from[i])
        excess |= value ^ Int64(Int32(truncatingIfNeeded: value))
        let clipped = min(max(value, Int64(Element.min)), Int64(Element.max))
        to[i] = Element(truncatingIfNeeded: clipped)
      }
      guard excess == 0 else { throw open }
    }
  }
}

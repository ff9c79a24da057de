import Graph

// The unary operators that have an integer form: ABS and CLZ of INT32, BITWISE_NOT, LOGICAL_NOT,
// and IDENTITY of anything.
extension Unary: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool {
    switch self {
    case .abs, .clz: operands.are(.int32, giving: .int32)
    case .bitwiseNot: operands.share(.integers)
    case .logicalNot: operands.are(.bool, giving: .bool)
    case .identity: operands.share(Set.movable.union([.int4, .int48]))
    case .ceil, .cos, .erf, .exp, .floor, .log, .reciprocal, .rsqrt, .sigmoid, .sin, .tanh: false
    }
  }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    switch (self, site.inputs[0].dtype) {
    case (.abs, _): return map(site, Magnitude.self)
    case (.clz, _): return map(site, LeadingZeros.self)
    case (.logicalNot, _): return map(site, LogicalNot.self)
    case (.bitwiseNot, .int8): return map(site, BitwiseNot<Int8>.self)
    case (.bitwiseNot, .int16): return map(site, BitwiseNot<Int16>.self)
    case (.bitwiseNot, _): return map(site, BitwiseNot<Int32>.self)
    default:
      let (input, output) = (site.inputs[0], site.outputs[0])
      let copy = StridedCopy(contiguous: output.type)
      return { (arena) throws(EngineError) in copy.run(arena, from: input, to: output) }
    }
  }

  private func map<Kernel: UnaryKernel>(_ site: OperatorSite, _ kernel: Kernel.Type) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let open = site.unpredictable("the magnitude of the smallest INT32 does not fit")
    return { (arena) throws(EngineError) in
      let from = arena.read(input, as: Kernel.Element.self)
      let to = arena.write(output, as: Kernel.Element.self)
      var fault: Kernel.Element = 0
      for i in 0..<to.count { to[i] = Kernel.apply(from[i], &fault) }
      guard fault == 0 else { throw open }
    }
  }
}

private protocol UnaryKernel: Sendable {
  associatedtype Element: FixedWidthInteger & BitwiseCopyable & Sendable
  /// The result; sets a bit of `fault` where TOSA leaves it open.
  static func apply(_ x: Element, _ fault: inout Element) -> Element
}

private enum Magnitude: UnaryKernel {
  static func apply(_ x: Int32, _ fault: inout Int32) -> Int32 {
    let result = x < 0 ? 0 &- x : x
    fault |= result & .min
    return result
  }
}

private enum LeadingZeros: UnaryKernel {
  static func apply(_ x: Int32, _ fault: inout Int32) -> Int32 {
    Int32(truncatingIfNeeded: x.leadingZeroBitCount)
  }
}

private enum LogicalNot: UnaryKernel {
  static func apply(_ x: UInt8, _ fault: inout UInt8) -> UInt8 { x == 0 ? 1 : 0 }
}

private enum BitwiseNot<Element: FixedWidthInteger & BitwiseCopyable & Sendable>: UnaryKernel {
  static func apply(_ x: Element, _ fault: inout Element) -> Element { ~x }
}

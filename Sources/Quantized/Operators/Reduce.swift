import Graph

// The reductions that have an integer form: REDUCE_ALL and REDUCE_ANY of BOOL, REDUCE_MAX and
// REDUCE_MIN, REDUCE_SUM of INT32.
extension Reduce: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool {
    switch function {
    case .all, .any: operands.are(.bool, giving: .bool)
    case .max, .min: operands.share(.integers)
    case .sum: operands.are(.int32, giving: .int32)
    case .product: false
    }
  }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    switch (function, site.inputs[0].dtype) {
    case (.all, _): return reduce(site, Both.self)
    case (.any, _): return reduce(site, Either.self)
    case (.max, .int8): return reduce(site, Larger<Int8>.self)
    case (.max, .int16): return reduce(site, Larger<Int16>.self)
    case (.max, _): return reduce(site, Larger<Int32>.self)
    case (.min, .int8): return reduce(site, Smaller<Int8>.self)
    case (.min, .int16): return reduce(site, Smaller<Int16>.self)
    case (.min, _): return reduce(site, Smaller<Int32>.self)
    default: return reduce(site, Sum.self)
    }
  }

  private func reduce<Kernel: ReduceKernel>(_ site: OperatorSite, _ kernel: Kernel.Type) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let layout = AxisLayout(input.shape, axis: axis)
    // TOSA adds one after the other, so a sum that leaves INT32 on the way is open too.
    let open = site.unpredictable("a partial sum does not fit INT32")
    return { (arena) throws(EngineError) in
      guard let from = arena.read(input, as: Kernel.Element.self).baseAddress,
        let to = arena.write(output, as: Kernel.Element.self).baseAddress
      else { return }
      let inner = layout.inner
      var fault: Kernel.Element = 0
      for outer in 0..<layout.outer {
        let target = to + outer &* inner
        var source = from + outer &* layout.size &* inner
        for i in 0..<inner { target[i] = source[i] }
        for _ in 1..<max(layout.size, 1) {
          source += inner
          for i in 0..<inner { target[i] = Kernel.join(target[i], source[i], &fault) }
        }
      }
      guard fault == 0 else { throw open }
    }
  }
}

private protocol ReduceKernel: Sendable {
  associatedtype Element: FixedWidthInteger & BitwiseCopyable & Sendable
  /// The two in one; sets a bit of `fault` where TOSA leaves it open.
  static func join(_ a: Element, _ b: Element, _ fault: inout Element) -> Element
}

private enum Both: ReduceKernel {
  static func join(_ a: UInt8, _ b: UInt8, _ fault: inout UInt8) -> UInt8 { a & b }
}

private enum Either: ReduceKernel {
  static func join(_ a: UInt8, _ b: UInt8, _ fault: inout UInt8) -> UInt8 { a | b }
}

private enum Larger<Element: FixedWidthInteger & BitwiseCopyable & Sendable>: ReduceKernel {
  static func join(_ a: Element, _ b: Element, _ fault: inout Element) -> Element { max(a, b) }
}

private enum Smaller<Element: FixedWidthInteger & BitwiseCopyable & Sendable>: ReduceKernel {
  static func join(_ a: Element, _ b: Element, _ fault: inout Element) -> Element { min(a, b) }
}

private enum Sum: ReduceKernel {
  static func join(_ a: Int32, _ b: Int32, _ fault: inout Int32) -> Int32 {
    let sum = a &+ b
    fault |= (a ^ sum) & (b ^ sum) & .min
    return sum
  }
}

import Graph

// ADD to XOR, MUL and comparisons share their loop, which has to be in one file with what it calls.

extension Binary {
  /// Two operands combined element by element.
  ///
  /// On real numbers INTDIV and shifts drop the rounding; the other bit operations have no reading
  /// there.
  func step(_ site: inout OperatorSite, _ arithmetic: Arithmetic) throws(EngineError) -> Step {
    switch (arithmetic, site.inputs[0].dtype) {
    case (_, .bool): return try logicalStep(site)
    case (.fp32, .fp32): return try numberStep(site, as: Float.self)
    case (.fp32, let dtype): throw site.unsupported("\(kind) of \(dtype) is not computed")
    case (.real, _): return try numberStep(site, as: Double.self)
    }
  }

  private func logicalStep(_ site: OperatorSite) throws(EngineError) -> Step {
    switch self {
    case .logicalAnd: zipped(site) { (a: UInt8, b: UInt8) -> UInt8 in a & b }
    case .logicalOr: zipped(site) { (a: UInt8, b: UInt8) -> UInt8 in a | b }
    case .logicalXor: zipped(site) { (a: UInt8, b: UInt8) -> UInt8 in a ^ b }
    default: throw site.unsupported("\(kind) of BOOL is not computed")
    }
  }

  private func numberStep<Element: ReferenceNumber>(
    _ site: OperatorSite, as element: Element.Type
  ) throws(EngineError) -> Step {
    switch self {
    case .add: return zipped(site) { (a: Element, b: Element) in a + b }
    case .sub: return zipped(site) { (a: Element, b: Element) in a - b }
    case .maximum(.propagate):
      return zipped(site) { (a: Element, b: Element) in a.isNaN ? a : b.isNaN || b > a ? b : a }
    case .maximum(.ignore):
      return zipped(site) { (a: Element, b: Element) in a.isNaN || b > a ? b : a }
    case .minimum(.propagate):
      return zipped(site) { (a: Element, b: Element) in a.isNaN || a < b ? a : b }
    case .minimum(.ignore):
      return zipped(site) { (a: Element, b: Element) in b.isNaN || a < b ? a : b }
    case .pow:
      return zipped(site) { (a: Element, b: Element) in
        Element(Elementary.pow(Double(a), Double(b)))
      }
    case .intDiv where site.inputs[0].dtype.isInteger:
      return zipped(site) { (a: Element, b: Element) in a / b }
    case .arithmeticRightShift where site.inputs[0].dtype.isInteger:
      return zipped(site) { (a: Element, b: Element) in
        a * powerOf2(-b)
      }
    case .logicalLeftShift where site.inputs[0].dtype.isInteger:
      return zipped(site) { (a: Element, b: Element) in
        a * powerOf2(b)
      }
    default: throw site.unsupported("\(kind) has no reading on real numbers")
    }
  }
}

extension Mul {
  /// The product; of INT32 operands divided by 2 to the power of the third operand.
  func step(_ site: inout OperatorSite, _ arithmetic: Arithmetic) throws(EngineError) -> Step {
    switch (arithmetic, site.inputs[0].dtype) {
    case (.fp32, .fp32): return zipped(site) { (a: Float, b: Float) in a * b }
    case (.fp32, let dtype): throw site.unsupported("MUL of \(dtype) is not computed")
    case (.real, .int32):
      let shift = try site.constantValues(2, "shift").first ?? 0
      let scale = Double(sign: .plus, exponent: -Int(shift), significand: 1)
      return zipped(site) { (a: Double, b: Double) in a * b * scale }
    case (.real, _): return zipped(site) { (a: Double, b: Double) in a * b }
    }
  }
}

extension Compare {
  /// BOOL: how two operands compare; a NaN is neither equal to nor greater than anything.
  func step(_ site: inout OperatorSite, _ arithmetic: Arithmetic) throws(EngineError) -> Step {
    switch (arithmetic, site.inputs[0].dtype) {
    case (.fp32, .fp32): numberStep(site, as: Float.self)
    case (.fp32, .int32): numberStep(site, as: Int32.self)
    case (.fp32, let dtype): throw site.unsupported("\(kind) of \(dtype) is not computed")
    case (.real, _): numberStep(site, as: Double.self)
    }
  }

  private func numberStep<Element: Comparable & BitwiseCopyable & Sendable>(
    _ site: OperatorSite, as element: Element.Type
  ) -> Step {
    switch self {
    case .equal: zipped(site) { (a: Element, b: Element) -> UInt8 in a == b ? 1 : 0 }
    case .greater: zipped(site) { (a: Element, b: Element) -> UInt8 in a > b ? 1 : 0 }
    case .greaterEqual: zipped(site) { (a: Element, b: Element) -> UInt8 in a >= b ? 1 : 0 }
    }
  }
}

/// 2^x for the whole number x, which TOSA wants in 0...31.
private func powerOf2<Element: ReferenceNumber>(_ x: Element) -> Element {
  Element(
    sign: .plus, exponent: Element.Exponent(max(-64, min(64, x.isNaN ? 0 : x))), significand: 1)
}

/// A step that applies `function` to every pair of elements of the first two operands.
@inline(__always)
private func zipped<Element: BitwiseCopyable, Result: BitwiseCopyable>(
  _ site: OperatorSite, _ function: @escaping @Sendable (Element, Element) -> Result
) -> Step {
  let (left, right, result) = (site.inputs[0], site.inputs[1], site.outputs[0])
  let walk = Broadcast([left.shape, right.shape], to: result.shape)
  return { arena in
    guard let a = arena.read(left, as: Element.self).baseAddress,
      let b = arena.read(right, as: Element.self).baseAddress,
      let out = arena.write(result, as: Result.self).baseAddress
    else { return }
    let count = walk.count
    let (aStep, bStep) = (walk.step(0), walk.step(1))
    for row in 0..<walk.rows {
      let aRow = a + walk.offset(0, row: row)
      let bRow = b + walk.offset(1, row: row)
      let outRow = out + row &* count
      if aStep == 1 && bStep == 1 {
        for index in 0..<count { outRow[index] = function(aRow[index], bRow[index]) }
      } else if bStep == 0 && aStep == 1 {
        let value = bRow[0]
        for index in 0..<count { outRow[index] = function(aRow[index], value) }
      } else {
        for index in 0..<count {
          outRow[index] = function(aRow[index &* aStep], bRow[index &* bStep])
        }
      }
    }
  }
}

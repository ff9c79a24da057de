import Graph

// The binary operators that have an integer form, by the table in `step`.
extension Binary: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool {
    switch self {
    case .add, .sub, .intDiv, .maximum, .minimum: operands.are(.int32, .int32, giving: .int32)
    case .arithmeticRightShift, .logicalLeftShift, .logicalRightShift, .bitwiseAnd, .bitwiseOr,
      .bitwiseXor:
      operands.share(.integers, first: 2)
    case .logicalAnd, .logicalOr, .logicalXor: operands.are(.bool, .bool, giving: .bool)
    case .pow: false
    }
  }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    switch (self, site.inputs[0].dtype) {
    case (.add, _): return combine(site, Add.self)
    case (.sub, _): return combine(site, Subtract.self)
    case (.intDiv, _): return combine(site, Divide.self)
    case (.maximum, _): return combine(site, Larger.self)
    case (.minimum, _): return combine(site, Smaller.self)
    case (.logicalAnd, _): return combine(site, LogicalAnd.self)
    case (.logicalOr, _): return combine(site, LogicalOr.self)
    case (.logicalXor, _): return combine(site, LogicalXor.self)
    case (_, .int8): return bits(site, as: Int8.self)
    case (_, .int16): return bits(site, as: Int16.self)
    default: return bits(site, as: Int32.self)
    }
  }

  /// The operators that INT8, INT16 and INT32 have in common.
  @inline(__always)
  private func bits<Element: SignedElement>(
    _ site: OperatorSite, as element: Element.Type
  ) -> Step {
    switch self {
    case .arithmeticRightShift(round: false): combine(site, ArithmeticShift<Element>.self)
    case .arithmeticRightShift(round: true): combine(site, RoundedShift<Element>.self)
    case .logicalLeftShift: combine(site, LeftShift<Element>.self)
    case .logicalRightShift: combine(site, LogicalShift<Element>.self)
    case .bitwiseAnd: combine(site, BitwiseAnd<Element>.self)
    case .bitwiseOr: combine(site, BitwiseOr<Element>.self)
    default: combine(site, BitwiseXor<Element>.self)
    }
  }

  @inline(__always)
  private func combine<Kernel: BinaryKernel>(
    _ site: OperatorSite, _ kernel: Kernel.Type
  ) -> Step {
    let (first, second, output) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let walk = BroadcastWalk(output: output.shape, first.shape, second.shape)
    let open = site.unpredictable(Kernel.requirement)
    return { (arena) throws(EngineError) in
      guard let a = arena.read(first, as: Kernel.Element.self).baseAddress,
        let b = arena.read(second, as: Kernel.Element.self).baseAddress,
        let to = arena.write(output, as: Kernel.Element.self).baseAddress
      else { return }
      var fault: Kernel.Element = 0
      walk.forEachRun { start, target in
        let (x, y, result) = (a + start.first, b + start.second, to + target)
        // The strides as constants, so that the common loops are vectorised.
        switch (walk.steps.first, walk.steps.second) {
        case (1, 1):
          for i in 0..<walk.count { result[i] = Kernel.apply(x[i], y[i], &fault) }
        case (1, 0):
          for i in 0..<walk.count { result[i] = Kernel.apply(x[i], y[0], &fault) }
        default:
          for i in 0..<walk.count {
            result[i] = Kernel.apply(
              x[i &* walk.steps.first], y[i &* walk.steps.second], &fault)
          }
        }
      }
      guard fault == 0 else { throw open }
    }
  }
}

private typealias SignedElement = FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable

private protocol BinaryKernel: Sendable {
  associatedtype Element: FixedWidthInteger & BitwiseCopyable & Sendable
  /// What is broken where ``apply(_:_:_:)`` sets a fault.
  static var requirement: String { get }
  /// The result; sets a bit of `fault` where TOSA leaves it open.
  static func apply(_ a: Element, _ b: Element, _ fault: inout Element) -> Element
}

extension BinaryKernel {
  static var requirement: String { "the result does not fit INT32" }
}

private enum Add: BinaryKernel {
  static func apply(_ a: Int32, _ b: Int32, _ fault: inout Int32) -> Int32 {
    let sum = a &+ b
    fault |= (a ^ sum) & (b ^ sum) & .min
    return sum
  }
}

private enum Subtract: BinaryKernel {
  static func apply(_ a: Int32, _ b: Int32, _ fault: inout Int32) -> Int32 {
    let difference = a &- b
    fault |= (a ^ b) & (a ^ difference) & .min
    return difference
  }
}

private enum Divide: BinaryKernel {
  static var requirement: String { "a divisor is 0, or the quotient does not fit INT32" }
  static func apply(_ a: Int32, _ b: Int32, _ fault: inout Int32) -> Int32 {
    let (quotient, isOpen) = a.dividedReportingOverflow(by: b)
    if isOpen { fault = 1 }
    return quotient
  }
}

private enum Larger: BinaryKernel {
  static func apply(_ a: Int32, _ b: Int32, _ fault: inout Int32) -> Int32 { max(a, b) }
}

private enum Smaller: BinaryKernel {
  static func apply(_ a: Int32, _ b: Int32, _ fault: inout Int32) -> Int32 { min(a, b) }
}

private enum LogicalAnd: BinaryKernel {
  static func apply(_ a: UInt8, _ b: UInt8, _ fault: inout UInt8) -> UInt8 {
    a != 0 && b != 0 ? 1 : 0
  }
}

private enum LogicalOr: BinaryKernel {
  static func apply(_ a: UInt8, _ b: UInt8, _ fault: inout UInt8) -> UInt8 {
    a != 0 || b != 0 ? 1 : 0
  }
}

private enum LogicalXor: BinaryKernel {
  static func apply(_ a: UInt8, _ b: UInt8, _ fault: inout UInt8) -> UInt8 {
    (a != 0) != (b != 0) ? 1 : 0
  }
}

private enum BitwiseAnd<Element: SignedElement>: BinaryKernel {
  static func apply(_ a: Element, _ b: Element, _ fault: inout Element) -> Element { a & b }
}

private enum BitwiseOr<Element: SignedElement>: BinaryKernel {
  static func apply(_ a: Element, _ b: Element, _ fault: inout Element) -> Element { a | b }
}

private enum BitwiseXor<Element: SignedElement>: BinaryKernel {
  static func apply(_ a: Element, _ b: Element, _ fault: inout Element) -> Element { a ^ b }
}

/// A shift that the type does not have is a fault.
@inline(__always)
private func check<Element: SignedElement>(_ shift: Element, _ fault: inout Element) {
  if shift < 0 || shift >= Element.bitWidth { fault = 1 }
}

private enum ArithmeticShift<Element: SignedElement>: BinaryKernel {
  static var requirement: String { "a shift is outside the width of its type" }
  static func apply(_ a: Element, _ b: Element, _ fault: inout Element) -> Element {
    check(b, &fault)
    return a &>> b
  }
}

private enum RoundedShift<Element: SignedElement>: BinaryKernel {
  static var requirement: String { "a shift is outside the width of its type" }
  static func apply(_ a: Element, _ b: Element, _ fault: inout Element) -> Element {
    check(b, &fault)
    return b > 0 ? (a &>> b) &+ ((a &>> (b &- 1)) & 1) : a
  }
}

private enum LeftShift<Element: SignedElement>: BinaryKernel {
  static var requirement: String { "a shift is outside the width of its type" }
  static func apply(_ a: Element, _ b: Element, _ fault: inout Element) -> Element {
    check(b, &fault)
    return a &<< b
  }
}

private enum LogicalShift<Element: SignedElement>: BinaryKernel {
  static var requirement: String { "a shift is outside the width of its type" }
  static func apply(_ a: Element, _ b: Element, _ fault: inout Element) -> Element {
    check(b, &fault)
    return Element(
      truncatingIfNeeded: Element.Magnitude(truncatingIfNeeded: a)
        &>> Element.Magnitude(truncatingIfNeeded: b))
  }
}

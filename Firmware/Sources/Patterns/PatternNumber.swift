/// The scalar functions that a pattern's operators are made of, fused or not.
protocol PatternNumber: MambaNumber {
  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  static func constant(_ value: Float) -> Self
  static func exponential(_ x: Self) -> Self
  static func logistic(_ x: Self) -> Self
  static func inverse(_ x: Self) -> Self
  static func inverseRoot(_ x: Self) -> Self
  static func larger(_ left: Self, _ right: Self) -> Self
  static func smaller(_ left: Self, _ right: Self) -> Self

  // The fused kernels, by their format.
  static func fusedSiLU(
    _ input: UnsafeMutablePointer<Self>, _ count: Int, _ output: UnsafeMutablePointer<Self>)
  static func fusedTanh(
    _ input: UnsafeMutablePointer<Self>, _ count: Int, _ output: UnsafeMutablePointer<Self>)
  static func fusedHardSwish(
    _ input: UnsafeMutablePointer<Self>, _ count: Int, _ output: UnsafeMutablePointer<Self>)
  static func fusedHardSigmoid(
    _ input: UnsafeMutablePointer<Self>, _ count: Int, _ output: UnsafeMutablePointer<Self>)
  static func fusedSoftmax(
    _ input: UnsafeMutablePointer<Self>, _ count: Int, _ output: UnsafeMutablePointer<Self>)
  static func fusedDiscretizeA(_ token: ScanToken<Self>, _ result: UnsafeMutablePointer<Self>)
  static func fusedDiscretizeB(_ token: ScanToken<Self>, _ result: UnsafeMutablePointer<Self>)
  static func fusedScanStep(
    _ decay: UnsafeMutablePointer<Self>, _ drive: UnsafeMutablePointer<Self>, _ count: Int,
    _ state: UnsafeMutablePointer<Self>)
  static func fusedScanOutput(
    _ token: ScanToken<Self>, _ state: UnsafeMutablePointer<Self>,
    _ output: UnsafeMutablePointer<Self>)
}

extension Float: PatternNumber {
  static func constant(_ value: Float) -> Float { value }
  static func exponential(_ x: Float) -> Float { Float32Math.exp(x) }
  static func logistic(_ x: Float) -> Float { Float32Math.sigmoid(x) }
  static func inverse(_ x: Float) -> Float { 1 / x }
  static func inverseRoot(_ x: Float) -> Float { Float32Math.rsqrt(x) }
  static func larger(_ left: Float, _ right: Float) -> Float { Swift.max(left, right) }
  static func smaller(_ left: Float, _ right: Float) -> Float { Swift.min(left, right) }
}

extension Q12: PatternNumber {
  static func constant(_ value: Float) -> Q12 { Q12(value) }
  static func exponential(_ x: Q12) -> Q12 { Q12.exp(x) }
  static func logistic(_ x: Q12) -> Q12 { Q12.sigmoid(x) }
  static func inverse(_ x: Q12) -> Q12 { Q12.reciprocal(x) }
  static func inverseRoot(_ x: Q12) -> Q12 { Q12.rsqrt(x) }
  static func larger(_ left: Q12, _ right: Q12) -> Q12 { Q12(raw: Swift.max(left.raw, right.raw)) }
  static func smaller(_ left: Q12, _ right: Q12) -> Q12 { Q12(raw: Swift.min(left.raw, right.raw)) }
}

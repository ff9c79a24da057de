// Activations of one operand in q11.12. Input and output may be the same buffer; the errors are
// those of the functions of `Q12`.

extension PTSiLU {
  /// q11.12: `Q12.silu` of each element.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Q12>, count: Int, to output: UnsafeMutablePointer<Q12>
  ) {
    for index in 0..<count { output[index] = Q12.silu(input[index]) }
  }
}

extension PTSoftplus {
  /// q11.12: `Q12.softplus` of each element.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Q12>, count: Int, to output: UnsafeMutablePointer<Q12>
  ) {
    for index in 0..<count { output[index] = Q12.softplus(input[index]) }
  }
}

extension PTSigmoid {
  /// q11.12: `Q12.sigmoid` of each element.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Q12>, count: Int, to output: UnsafeMutablePointer<Q12>
  ) {
    for index in 0..<count { output[index] = Q12.sigmoid(input[index]) }
  }
}

extension PTTanh {
  /// q11.12: `Q12.tanh` of each element.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Q12>, count: Int, to output: UnsafeMutablePointer<Q12>
  ) {
    for index in 0..<count { output[index] = Q12.tanh(input[index]) }
  }
}

extension PTHardSigmoid {
  /// q11.12: `Q12.hardSigmoid` of each element.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Q12>, count: Int, to output: UnsafeMutablePointer<Q12>
  ) {
    for index in 0..<count { output[index] = Q12.hardSigmoid(input[index]) }
  }
}

extension PTHardSwish {
  /// q11.12: `Q12.hardSwish` of each element.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Q12>, count: Int, to output: UnsafeMutablePointer<Q12>
  ) {
    for index in 0..<count { output[index] = Q12.hardSwish(input[index]) }
  }
}

extension PTGatedMul {
  /// q11.12: `x * Q12.silu(z)`; error at most `0.76 |x| + 0.5` units of 2^-12.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Q12>, gate: UnsafePointer<Q12>, count: Int,
    to output: UnsafeMutablePointer<Q12>
  ) {
    for index in 0..<count {
      let factor = Q12.silu(gate[index])
      // Within 128 no product leaves 32 bits before it saturates: the high word of one, SMMULR.
      output[index] =
        UInt32(bitPattern: factor.raw &+ 0x8_0000) < 0x10_0000
        ? Q12(raw: (factor.raw &<< 12).productHigh(rounding: input[index].raw &<< 8))
        : .generalProduct(input[index], factor)
    }
  }
}

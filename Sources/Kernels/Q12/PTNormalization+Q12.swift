extension RMSNorm {
  /// q11.12: error at most `0.51 + |w| / 512` units of 2^-12, saturated. A row of zeros without
  /// epsilon gives zeros.
  ///
  /// The sum of squares is exact; its reciprocal root keeps 25 bits, the normalized element 20 bits
  /// after the point.
  /// - Parameters:
  ///   - epsilon: in units of 2^-24: 168 for 1e-5; at least 0.
  ///   - count: 1...2^16.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Q12>, weight: UnsafePointer<Q12>, epsilon: Int32, count: Int,
    to output: UnsafeMutablePointer<Q12>
  ) {
    guard count > 0 else { return }
    let sum = Q12.dot(input, input, count: count) &+ Int64(epsilon) &* Int64(count)
    let scale = Q12RowScale(sum: sum, count: count)
    guard count < 1 &<< 14 else {
      for index in 0..<count {
        output[index] = Q12(
          raw: (scale(input[index]).product(weight[index].raw) &+ 1 &<< 19) &>> 20)
      }
      return
    }
    // The normalized element has at most 27 bits: one high word of a product, SMMULR.
    for index in 0..<count {
      let normalized = scale(input[index]) &<< 4
      output[index] = Q12(raw: normalized.productHigh(rounding: weight[index].raw &<< 8))
    }
  }
}

/// `sqrt(count / sum)` as `mantissa * 2^(left - right - 40)`, one of the shifts 0.
@frozen @usableFromInline
struct Q12RowScale {
  @usableFromInline let mantissa: Int32
  @usableFromInline let left: Int32
  @usableFromInline let right: Int32
  /// Half of what the right shift drops.
  @usableFromInline let half: Int32

  /// - Parameter sum: in units of 2^-24.
  ///
  /// `sqrt(count / sum) = count * rsqrt(count) * rsqrt(sum)`: no division.
  @inlinable
  init(sum: Int64, count: Int) {
    guard sum > 0 else {
      mantissa = 0
      left = 0
      right = 0
      half = 0
      return
    }
    let row = Q12Rsqrt(UInt64(bitPattern: sum))
    let number = UInt32(truncatingIfNeeded: count)
    let root = Q12Rsqrt(Swift.max(UInt64(number), 1) &<< 24)
    let leading = UInt32(truncatingIfNeeded: number.leadingZeroBitCount)
    let product = (UInt64(row.mantissa) &* UInt64(root.mantissa)) &>> 30
    mantissa = Int32(
      truncatingIfNeeded: (product &* UInt64(number &<< leading)) &>> 32)
    let shift = row.shift &+ root.shift &+ Int32(bitPattern: leading) &- 102
    left = Swift.max(0 &- shift, 0) & 31
    right = Swift.min(Swift.max(shift, 0), 31)
    half = right > 0 ? 1 &<< (right &- 1) : 0
  }

  /// The scaled element in units of 2^-20: at most `sqrt(count)`, which is why the left shift loses
  /// nothing.
  @inlinable @inline(__always)
  func callAsFunction(_ value: Q12) -> Int32 {
    let high = (value.raw &<< left).productHigh(rounding: mantissa)
    return (high &+ half) &>> right
  }
}

extension PTResidualNorm {
  /// q11.12: the saturated sum, then `RMSNorm`, bit for bit.
  ///
  /// - Parameter sum: `count` elements for the next residual; may be `input` or `residual`.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Q12>, residual: UnsafePointer<Q12>, weight: UnsafePointer<Q12>,
    epsilon: Int32, count: Int, sum: UnsafeMutablePointer<Q12>,
    to output: UnsafeMutablePointer<Q12>
  ) {
    for index in 0..<Swift.max(count, 0) { sum[index] = input[index] + residual[index] }
    RMSNorm.apply(sum, weight: weight, epsilon: epsilon, count: count, to: output)
  }
}

extension PTSoftmax {
  /// q11.12: error at most 0.51 units of 2^-12 for rows of up to 4096 elements.
  ///
  /// Powers are summed with 31 fractional bits and kept with 22 until the division.
  /// Input and output may be the same buffer.
  /// - Parameter count: at most 2^16.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Q12>, count: Int, to output: UnsafeMutablePointer<Q12>
  ) {
    var largest = Q12.min.raw
    for index in 0..<count { largest = Swift.max(largest, input[index].raw) }
    var sum: Int64 = 0
    for index in 0..<count {
      let power = Q12Power(exponential: input[index].raw &- largest)
      let value = power.mantissa &>> UInt32(bitPattern: Swift.min(0 &- power.exponent, 31))
      output[index] = Q12(inRange: Int32(truncatingIfNeeded: (value &>> 8 &+ 1) &>> 1))
      sum &+= Int64(value)
    }
    guard sum > 127 else { return }
    // 1 / sum is the square of its reciprocal root.
    let root = Q12Rsqrt(UInt64(bitPattern: sum &>> 7))
    let scale = (Int64(root.mantissa) &* Int64(root.mantissa)) &>> 30
    let shift = Int64(root.shift) &* 2 &- 20
    for index in 0..<count {
      let product = Int64(output[index].raw) &* scale
      output[index] = Q12(raw: (product &+ 1 &<< (shift &- 1)) &>> shift)
    }
  }
}

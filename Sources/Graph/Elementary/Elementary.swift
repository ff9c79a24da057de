/// Elementary functions that give the same bits on every machine.
///
/// They use `+ - * /` and `sqrt` only, which IEEE 754 rounds exactly, and no fused multiply-add, so
/// neither the C library nor the processor can change a result. The `Double` functions carry the
/// errors stated beside them; a `Float` function rounds its `Double` namesake and is therefore
/// correctly rounded but for arguments whose result lies within some 2^-27 ulp of a rounding boundary.
///
/// Stated errors hold on 100,000 arguments a function that `Tests/GraphTests/Elementary/make_tables.py`
/// makes, half of them log-uniform over the domain and half near zeros and limits, against mpmath at
/// 200 bits. On those every `Float` result was correctly rounded.
public enum Elementary {
  /// The upper part of ln 2: 42 bits, so that its product with an exponent is exact.
  static let ln2High = 0x1.62e4_2fef_a38p-1
  /// ln 2 less ``ln2High``.
  static let ln2Low = 0x1.ef35_793c_7673p-45

  /// The integer nearest to `x`, for magnitudes below 2^51.
  ///
  /// Adding 1.5 * 2^52 leaves no room for a fraction; unlike `rounded()` it is never a library call.
  @inline(__always)
  static func nearestInteger(_ x: Double) -> Double {
    let shift = 0x1.8p52
    return (x + shift) - shift
  }

  /// `x * 2^k` for `k` in -1200...1024, rounded once even where the result is denormal.
  @inline(__always)
  static func scaled(_ x: Double, byPowerOf2 k: Int) -> Double {
    // Two factors, each a normal number; the first product is exact.
    let first = k >> 1
    return x * powerOf2(first) * powerOf2(k - first)
  }

  /// 2^k for `k` in -1022...1023.
  @inline(__always)
  static func powerOf2(_ k: Int) -> Double {
    Double(bitPattern: UInt64(truncatingIfNeeded: k &+ 1023) << 52)
  }
}

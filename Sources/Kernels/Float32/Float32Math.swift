/// Elementary functions of floats in float arithmetic: no libm, the same bits on every machine.
///
/// Every operation is rounded once and none is fused or reordered. The errors are the largest ones
/// measured on every 1021st float of the whole range, in units in the last place of the exact result
/// (at least 2^-149).
public enum Float32Math {
  /// `e^x`; error at most 1 unit in the last place. Infinity from 88.73 up, 0 from -104 down.
  ///
  /// Source: the range reduction and polynomial of Cephes' `expf`.
  @inlinable
  public static func exp(_ x: Float) -> Float {
    guard x > -104 else { return x <= -104 ? 0 : x }
    guard x < 88.73 else { return .infinity }
    // Adding 1.5 * 2^23 leaves the nearest integer in the low bits.
    let shifted = x * 1.44269504 + 12_582_912
    let n = shifted - 12_582_912
    let r = (x - n * 0.693359375) + n * 2.12194440e-4
    var p: Float = 1.9875691500e-4
    p = p * r + 1.3981999507e-3
    p = p * r + 8.3334519073e-3
    p = p * r + 4.1665795894e-2
    p = p * r + 1.6666665459e-1
    p = p * r + 5.0000001201e-1
    p = (p * (r * r) + r) + 1
    let power = Int32(bitPattern: shifted.bitPattern) &- 0x4b40_0000
    let half = power &>> 1
    return p * powerOfTwo(half) * powerOfTwo(power &- half)
  }

  /// `2^power` for a power of a normal float.
  @inlinable @inline(__always)
  static func powerOfTwo(_ power: Int32) -> Float {
    Float(bitPattern: UInt32(bitPattern: (power &+ 127) &<< 23))
  }

  /// `1 / (1 + e^-x)`; error at most 2.1 units in the last place.
  @inlinable
  public static func sigmoid(_ x: Float) -> Float {
    let e = exp(-x.magnitude)
    return (x < 0 ? e : 1) / (1 + e)
  }

  /// `x sigmoid(x)`; error at most 3 units in the last place, these at least 2^-142. NaN for minus
  /// infinity, as in PyTorch.
  @inlinable
  public static func silu(_ x: Float) -> Float { x * sigmoid(x) }

  /// `tanh(x)`; error at most 1.3 units in the last place.
  ///
  /// Source: Cephes' `tanhf`.
  @inlinable
  public static func tanh(_ x: Float) -> Float {
    let magnitude = x.magnitude
    if magnitude >= 0.625 {
      let result = 1 - 2 / (exp(2 * magnitude) + 1)
      return x < 0 ? -result : result
    }
    let z = x * x
    var p: Float = -5.70498872745e-3
    p = p * z + 2.06390887954e-2
    p = p * z - 5.37397155531e-2
    p = p * z + 1.33314422036e-1
    p = p * z - 3.33332819422e-1
    return p * z * x + x
  }

  /// `log(1 + e^x)`; error at most 2.5 units in the last place.
  @inlinable
  public static func softplus(_ x: Float) -> Float {
    let tail = log1p(exp(-x.magnitude))
    return x > 0 ? x + tail : tail
  }

  /// `log(1 + e)` for `0 <= e <= 1`: `2 artanh(e / (2 + e))` by its series.
  @inlinable
  static func log1p(_ e: Float) -> Float {
    let s = e / (2 + e)
    let z = s * s
    var p: Float = 1 / 15
    p = p * z + 1 / 13
    p = p * z + 1 / 11
    p = p * z + 1 / 9
    p = p * z + 1 / 7
    p = p * z + 1 / 5
    p = p * z + 1 / 3
    return 2 * (s + s * (z * p))
  }

  /// `x (1 + erf(x / sqrt(2))) / 2`; absolute error at most 3.4e-7.
  ///
  /// Source: Abramowitz and Stegun 7.1.26.
  @inlinable
  public static func gelu(_ x: Float) -> Float {
    let z = x.magnitude * 0.70710678
    guard z < 10 else { return x < 0 ? 0 : x }
    let t = 1 / (1 + 0.3275911 * z)
    var p: Float = 1.061405429
    p = p * t - 1.453152027
    p = p * t + 1.421413741
    p = p * t - 0.284496736
    p = p * t + 0.254829592
    let tail = 0.5 * x.magnitude * (p * t * exp(-z * z))
    return x > 0 ? x - tail : -tail
  }

  /// `1 / sqrt(x)`; error at most 1.2 units in the last place. Infinity for 0, NaN below.
  ///
  /// Source: the integer estimate of Lomont, then Newton steps.
  @inlinable
  public static func rsqrt(_ x: Float) -> Float {
    guard x > 0 else { return x == 0 ? .infinity : .nan }
    guard x < .infinity else { return 0 }
    let small = x < 0x1p-100
    let scaled = small ? x * 0x1p60 : x
    let half = 0.5 * scaled
    var y = Float(bitPattern: 0x5f37_5a86 &- scaled.bitPattern &>> 1)
    y = y * (1.5 - half * y * y)
    y = y * (1.5 - half * y * y)
    y = y * (1.5 - half * y * y)
    y = y + y * (0.5 - half * y * y)
    return small ? y * 0x1p30 : y
  }
}

/// A q11.12 number: sign, 11 integer bits and 12 fractional bits, kept in 32.
///
/// Values run from -2048 to 2048 - 2^-12 in units of 2^-12. Every operation saturates at these ends
/// and none traps, whatever bits a buffer holds. Rounding is to nearest; products round ties up.
@frozen
public struct Q12: Sendable, Equatable, BitwiseCopyable {
  /// The value in units of 2^-12.
  public let raw: Int32

  /// Takes a number already known to lie in the range.
  @inlinable @inline(__always)
  init(inRange raw: Int32) { self.raw = raw }

  /// Saturates a number of units of 2^-12.
  @inlinable @inline(__always)
  public init(raw: Int32) { self.raw = Swift.min(Swift.max(raw, Q12.lowest), Q12.highest) }

  /// Saturates a number of units of 2^-12.
  @inlinable @inline(__always)
  public init(raw: Int64) {
    self.raw = Int32(
      truncatingIfNeeded: Swift.min(Swift.max(raw, Int64(Q12.lowest)), Int64(Q12.highest)))
  }

  @usableFromInline static let lowest: Int32 = -0x80_0000
  @usableFromInline static let highest: Int32 = 0x7f_ffff

  /// -2048.
  @inlinable public static var min: Q12 { Q12(inRange: lowest) }
  /// 2048 - 2^-12.
  @inlinable public static var max: Q12 { Q12(inRange: highest) }
  /// 0.
  @inlinable public static var zero: Q12 { Q12(inRange: 0) }
  /// 1.
  @inlinable public static var one: Q12 { Q12(inRange: 0x1000) }
}

extension Q12 {
  /// The nearest value, ties to even; NaN gives 0.
  @inlinable
  public init(_ value: Float) {
    let scaled = value * 4096
    if scaled.magnitude < 0x1p22 {
      // The bits of 1.5 * 2^23 + n end in n; the sum rounds to nearest, ties to even.
      let bits = Int32(bitPattern: (scaled + 0x1.8p23).bitPattern)
      self.init(inRange: bits &- 0x4b40_0000)
      return
    }
    guard scaled > -0x80_0000 else {
      self = scaled <= -0x80_0000 ? .min : .zero
      return
    }
    guard scaled < 0x7f_ffff else {
      self = .max
      return
    }
    let whole = Int32(scaled)
    let rest = scaled - Float(Int(whole))
    let odd = whole & 1 == 1
    if rest > 0.5 || (rest == 0.5 && odd) {
      self.init(inRange: whole &+ 1)
    } else if rest < -0.5 || (rest == -0.5 && odd) {
      self.init(inRange: whole &- 1)
    } else {
      self.init(inRange: whole)
    }
  }

  /// The same value, exactly.
  @inlinable @inline(__always)
  public var float: Float { Float(Int(raw)) * (1 / 4096) }
}

extension Q12 {
  /// The saturated sum.
  @inlinable @inline(__always)
  public static func + (left: Q12, right: Q12) -> Q12 { Q12(raw: left.raw &+ right.raw) }

  /// The saturated difference.
  @inlinable @inline(__always)
  public static func - (left: Q12, right: Q12) -> Q12 { Q12(raw: left.raw &- right.raw) }

  /// The saturated product: shifted right by 12, ties up.
  @inlinable @inline(__always)
  public static func * (left: Q12, right: Q12) -> Q12 {
    Q12(rounding: left.raw.product(right.raw))
  }

  /// A sum of products, in units of 2^-24, rounded to nearest (ties up) and saturated.
  @inlinable @inline(__always)
  public init(rounding products: Int64) {
    let high = Int32(truncatingIfNeeded: products &>> 32)
    if Q12.fits(high) {
      // Rounding up may take the largest one step beyond.
      self.init(raw: Int32(truncatingIfNeeded: (products &+ 0x800) &>> 12))
    } else {
      self = .end(high)
    }
  }

  /// A sum in units of 2^-24, rounded down and saturated.
  @inlinable @inline(__always)
  init(floor sum: Int64) {
    let high = Int32(truncatingIfNeeded: sum &>> 32)
    if Q12.fits(high) {
      self.init(inRange: Int32(truncatingIfNeeded: sum &>> 12))
    } else {
      self = .end(high)
    }
  }

  /// Whether a sum in units of 2^-24 with this high word stays in the range: it has 36 bits then.
  @inlinable @inline(__always)
  static func fits(_ high: Int32) -> Bool { UInt32(bitPattern: high &+ 8) < 16 }

  /// The end of the range on a number's side. Not inlined: a core without predication of whole sums
  /// would compute both ways every time.
  @inlinable @inline(never)
  static func end(_ number: Int32) -> Q12 { Q12(inRange: number < 0 ? lowest : highest) }

  /// `left * right + addend`, rounded and saturated once.
  @inlinable @inline(__always)
  public static func multiplyAdd(_ left: Q12, _ right: Q12, _ addend: Q12) -> Q12 {
    Q12(floor: left.raw.product(right.raw) &+ (addend.raw.product(0x1000) | 0x800))
  }

  /// The exact sum of `count` products in units of 2^-24; at most 2^16 of them stay in 64 bits.
  @inlinable
  public static func dot(
    _ left: UnsafePointer<Q12>, _ right: UnsafePointer<Q12>, count: Int
  ) -> Int64 {
    var sum: Int64 = 0
    for index in 0..<Swift.max(count, 0) {
      sum &+= left[index].raw.product(right[index].raw)
    }
    return sum
  }
}

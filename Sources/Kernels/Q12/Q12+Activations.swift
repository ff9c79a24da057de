extension Q12 {
  /// `1 / (1 + e^-x)`; 0 or 1 from `|x| = 10` on.
  ///
  /// Error: at most 0.55 units of 2^-12 over every input.
  @inlinable
  public static func sigmoid(_ x: Q12) -> Q12 {
    let tail = sigmoidTail(x.raw.magnitude)
    return Q12(inRange: ((x.raw < 0 ? tail : 0x100_0000 &- tail) &+ 0x800) &>> 12)
  }

  /// `2 sigmoid(2x) - 1`; -1 or 1 from `|x| = 5` on.
  ///
  /// Error: at most 0.6 units of 2^-12 over every input.
  @inlinable
  public static func tanh(_ x: Q12) -> Q12 {
    let tail = sigmoidTail(x.raw.magnitude &* 2)
    let magnitude = (0x100_0000 &- tail &* 2 &+ 0x800) &>> 12
    return Q12(inRange: x.raw < 0 ? 0 &- magnitude : magnitude)
  }

  /// `x sigmoid(x)`; 0 or `x` from `|x| = 13` on.
  ///
  /// Error: at most 0.76 units of 2^-12 over every input.
  @inlinable
  public static func silu(_ x: Q12) -> Q12 {
    let magnitude = x.raw.magnitude
    guard magnitude < 13 &* 0x1000 else { return x.raw < 0 ? .zero : x }
    let index = Int(truncatingIfNeeded: magnitude &>> 7)
    let rest = Int32(truncatingIfNeeded: magnitude & 127)
    let low = Int32(Q12Tables.siluTail[unchecked: index])
    let high = Int32(Q12Tables.siluTail[unchecked: index &+ 1])
    let tail = low &<< 7 &+ (high &- low) &* rest
    return Q12(inRange: (Swift.max(x.raw, 0) &<< 12 &- tail &+ 0x800) &>> 12)
  }

  /// `log(1 + e^x)`; 0 or `x` from `|x| = 10` on.
  ///
  /// Error: at most 0.64 units of 2^-12 over every input.
  @inlinable
  public static func softplus(_ x: Q12) -> Q12 {
    let magnitude = x.raw.magnitude
    guard magnitude < 10 &* 0x1000 else { return x.raw < 0 ? .zero : x }
    let index = Int(truncatingIfNeeded: magnitude &>> 7)
    let rest = Int32(truncatingIfNeeded: magnitude & 127)
    let low = Int32(Q12Tables.softplusTail[unchecked: index])
    let high = Int32(Q12Tables.softplusTail[unchecked: index &+ 1])
    let tail = low &<< 7 &+ (high &- low) &* rest
    return Q12(inRange: Swift.max(x.raw, 0) &+ (tail &+ 0x400) &>> 11)
  }

  /// `min(max(x + 3, 0), 6) / 6`.
  ///
  /// Error: at most 0.5 units of 2^-12 over every input.
  @inlinable
  public static func hardSigmoid(_ x: Q12) -> Q12 {
    let ramp = Swift.min(Swift.max(x.raw, -12288) &+ 12288, 24576)
    // 2^32 / 6, rounded.
    return Q12(inRange: Int32(truncatingIfNeeded: (Int64(ramp) &* 715_827_883 &+ 1 &<< 31) &>> 32))
  }

  /// `x hardSigmoid(x)`, rounded once.
  ///
  /// Error: at most 0.501 units of 2^-12 over every input.
  @inlinable
  public static func hardSwish(_ x: Q12) -> Q12 {
    guard x.raw > -12288 else { return .zero }
    guard x.raw < 12288 else { return x }
    let product = Int64(x.raw) &* Int64(x.raw &+ 12288)
    // 2^38 / (6 * 2^12), rounded.
    return Q12(inRange: Int32(truncatingIfNeeded: (product &* 11_184_811 &+ 1 &<< 37) &>> 38))
  }

  /// `sigmoid(-t)` in units of 2^-24 for `t` in units of 2^-12.
  @inlinable @inline(__always)
  static func sigmoidTail(_ t: UInt32) -> Int32 {
    guard t < 10 &* 0x1000 else { return 0 }
    let index = Int(truncatingIfNeeded: t &>> 7)
    let rest = Int32(truncatingIfNeeded: t & 127)
    let low = Int32(Q12Tables.sigmoidTail[unchecked: index])
    let high = Int32(Q12Tables.sigmoidTail[unchecked: index &+ 1])
    return low &<< 7 &+ (high &- low) &* rest
  }
}

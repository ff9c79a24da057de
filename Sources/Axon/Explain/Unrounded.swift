/// A scaled number before it is rounded: `numerator / 2^shift`, exact.
struct Unrounded: Sendable, Hashable {
  var numerator: Int128
  var shift: Int

  /// The largest whole number that is not above it.
  var floor: Int128 { numerator >> Int128(shift) }

  /// What is above ``floor``, in units of `2^-(shift + 1)`; half is `2^shift`.
  private var doubledRest: Int128 { 2 * (numerator - floor << Int128(shift)) }

  private var half: Int128 { 1 << Int128(shift) }

  /// To the nearest whole number, ties up.
  var halfUp: Int128 { doubledRest >= half ? floor + 1 : floor }

  /// To the nearest whole number, ties to even.
  var halfEven: Int128 {
    if doubledRest == half { return floor.isMultiple(of: 2) ? floor : floor + 1 }
    return halfUp
  }

  /// The sum with a whole number.
  func adding(_ number: Int) -> Unrounded {
    Unrounded(numerator: numerator + Int128(number) << Int128(shift), shift: shift)
  }
}

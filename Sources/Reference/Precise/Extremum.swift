/// Largest and smallest of numbers with bounds; TOSA wants them exact.
enum Extremum {
  /// The largest of `elements`, and how far it moves within their bounds.
  static func maximum(
    of elements: some Sequence<Bounded>, propagatesNaN: Bool
  ) -> Bounded {
    var value = -Double.infinity
    var low = -Double.infinity
    var high = -Double.infinity
    var seen = false
    for element in elements {
      if element.value.isNaN {
        if propagatesNaN { return element }
        continue
      }
      seen = true
      value = max(value, element.value)
      low = max(low, element.low)
      high = max(high, element.high)
    }
    guard seen else { return Bounded(.nan) }
    if value.isInfinite { return Bounded(value, within: low == value ? 0 : .infinity) }
    return Bounded(value, within: max(high - value, value - low))
  }

  /// The smallest of `elements`, likewise.
  static func minimum(
    of elements: some Sequence<Bounded>, propagatesNaN: Bool
  ) -> Bounded {
    let opposite = maximum(of: elements.lazy.map(negated), propagatesNaN: propagatesNaN)
    return negated(opposite)
  }

  private static func negated(_ x: Bounded) -> Bounded {
    var result = x
    result.value = -x.value
    return result
  }
}

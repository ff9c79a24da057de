import Comparison

/// The bars of a histogram, as paths of an SVG drawing: from below -8 to above 8 LSB.
///
/// A bar's height is the number of binary digits of its count, so that one element of a million can be seen.
struct HTMLHistogram {
  /// Where the elements are equal: the bar in the middle.
  let equal: String
  /// All other bars.
  let differing: String

  init(_ histogram: LSBHistogram) {
    let counts = [histogram.below] + histogram.bins + [histogram.above]
    let digits = counts.map { Int.bitWidth - $0.leadingZeroBitCount }
    let most = max(digits.max() ?? 0, 1)
    let middle = counts.count / 2
    var equal = ""
    var differing = ""
    for (index, digits) in digits.enumerated() where digits > 0 {
      let height = max(digits * 20 / most, 2)
      let bar = "M\(index * 6) 20v-\(height)h5v\(height)z"
      if index == middle { equal += bar } else { differing += bar }
    }
    self.equal = equal
    self.differing = differing
  }
}

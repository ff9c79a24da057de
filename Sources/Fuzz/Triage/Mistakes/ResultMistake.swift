import Graph

/// How a right result becomes the wrong one, whatever the operator.
enum ResultMistake {
  /// What turns `expected` into `actual` within `tolerance`, as few words; empty if nothing simple does.
  static func names(
    of actual: Tensor, _ expected: Tensor, differing: Set<Int>, tolerance: Double
  ) -> [String] {
    name(of: actual, expected, differing: differing, tolerance: tolerance).map { [$0] } ?? []
  }

  private static func name(
    of actual: Tensor, _ expected: Tensor, differing: Set<Int>, tolerance: Double
  ) -> String? {
    let (mine, theirs) = (actual.realValues, expected.realValues)
    guard mine.count == theirs.count, differing.count > 0 else { return nil }
    func holds(_ rule: (Double, Double) -> Bool) -> Bool {
      differing.allSatisfy { rule(mine[$0], theirs[$0]) }
    }
    func slack(_ number: Double) -> Double { tolerance + number.magnitude * 0x1p-23 }
    func isClose(_ a: Double, _ b: Double) -> Bool { (a - b).magnitude <= slack(b) }

    if holds({ ($0 - $1).magnitude <= 1 + slack($1) - tolerance }) {
      let isUp = holds { $0 > $1 }
      return isUp ? "rounded up" : holds { $0 < $1 } ? "rounded down" : "rounded either way"
    }
    for bits in [32, 24, 20, 16] {
      let unit = Double(sign: .plus, exponent: bits, significand: 1)
      if holds({
        $0.magnitude <= unit / 2 && !isClose($0, $1)
          && ($0 - $1).remainder(dividingBy: unit).magnitude <= slack($1)
          && (bits < 32 || actual.dtype.hostSize > 4)
      }) {
        return "wrapped to \(bits) bits"
      }
    }
    if actual.count > 3, differing == [actual.count - 1] {
      return mine[actual.count - 1] == 0
        ? "left at 0, the last element" : "wrong only in the last element"
    }
    let place = last(of: differing, in: actual.shape)
    if let place {
      return holds({ a, _ in a == 0 }) ? "left at 0, \(place)" : "wrong only in \(place)"
    }
    guard differing.count > 1 else { return nil }
    if holds({ $1 < -slack(0) && $0 == 0 }) { return "never below 0" }
    if holds({ a, _ in a == 0 }) { return "left at 0" }
    if let range = actual.dtype.integerRange, actual.dtype.hostSize < 4 {
      let ends = [Double(range.lowerBound), Double(range.upperBound)]
      if holds({ ends.contains($1) }) { return "wrong where it saturates" }
    }
    if holds({ isClose($0, -$1) }) { return "negated" }
    if mine.sorted() == theirs.sorted() { return "elements in another order" }
    return nil
  }

  /// The axis of which only the last place differs, all along the others.
  private static func last(of differing: Set<Int>, in shape: Shape) -> String? {
    let names = shape.rank == 4 ? ["image", "row", "column", "channel"] : []
    for axis in shape.indices where shape[axis] > 2 {
      let (size, stride) = (shape[axis], shape.strides[axis])
      let lies = differing.allSatisfy { $0 / stride % size == size - 1 }
      if lies, 2 * differing.count * size > shape.elementCount, !names.isEmpty {
        return "the last \(names[axis])"
      }
    }
    return nil
  }
}

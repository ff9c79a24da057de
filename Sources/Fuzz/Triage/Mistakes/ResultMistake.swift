import Graph

/// How a right result becomes the wrong one, whatever the operator.
enum ResultMistake {
  /// Everything simple that turns `expected` into `actual` within `tolerance`, in few words.
  static func names(
    of actual: Tensor, _ expected: Tensor, differing: Set<Int>, tolerance: Double
  ) -> [String] {
    let pairs = pairs(actual, expected, differing)
    guard !pairs.isEmpty else { return [] }
    func holds(_ rule: (Double, Double) -> Bool) -> Bool { pairs.allSatisfy(rule) }
    func slack(_ number: Double) -> Double { tolerance + number.magnitude * 0x1p-23 }
    func isClose(_ a: Double, _ b: Double) -> Bool { (a - b).magnitude <= slack(b) }
    var names = roundings(of: actual, expected, differing: differing)
    func note(_ name: String, if isSo: Bool) {
      if isSo { names.append(name) }
    }

    for bits in [32, 24, 20, 16] where bits < 32 || actual.dtype.hostSize > 4 {
      let unit = Double(sign: .plus, exponent: bits, significand: 1)
      let isWrapped = holds {
        $0.magnitude <= unit / 2 && !isClose($0, $1)
          && ($0 - $1).remainder(dividingBy: unit).magnitude <= slack($1)
      }
      note("wrapped to \(bits) bits", if: isWrapped)
    }
    let isZero = holds { mine, _ in mine == 0 }
    let ends = ends(of: differing, in: actual.shape)
    note("left at 0", if: isZero && ends.isEmpty)
    for place in ends {
      note("left at 0, \(place)", if: isZero)
      names.append("wrong only in \(place)")
    }
    note("never below 0", if: isZero && holds { $1 < -slack(0) })
    if let range = actual.dtype.integerRange, actual.dtype.hostSize < 4 {
      let ends = [Double(range.lowerBound), Double(range.upperBound)]
      note("wrong where it saturates", if: holds { ends.contains($1) })
    }
    guard differing.count > 1 else { return names }
    note("negated", if: holds { isClose($0, -$1) })
    note(
      "elements in another order", if: actual.realValues.sorted() == expected.realValues.sorted())
    return names
  }

  /// Which way every wrong number is one off; empty if one is further off.
  static func roundings(
    of actual: Tensor, _ expected: Tensor, differing: Set<Int>
  ) -> [String] {
    let pairs = pairs(actual, expected, differing)
    let isRounded = pairs.allSatisfy { mine, right in
      (mine - right).magnitude <= 1 + right.magnitude * 0x1p-23
    }
    guard isRounded, !pairs.isEmpty else { return [] }
    if pairs.allSatisfy({ $0 > $1 }) { return ["rounded up"] }
    return [pairs.allSatisfy { $0 < $1 } ? "rounded down" : "rounded either way"]
  }

  /// The numbers that differ: the wrong one and the right one.
  private static func pairs(
    _ actual: Tensor, _ expected: Tensor, _ differing: Set<Int>
  ) -> [(Double, Double)] {
    let (mine, right) = (actual.realValues, expected.realValues)
    return mine.count == right.count ? differing.map { (mine[$0], right[$0]) } : []
  }

  /// The ends that alone differ: the last element, or the last place of an axis, all along the others.
  private static func ends(of differing: Set<Int>, in shape: Shape) -> [String] {
    var ends: [String] = []
    if shape.elementCount > 3, differing == [shape.elementCount - 1] {
      ends.append("the last element")
    }
    guard shape.rank == 4 else { return ends }
    for (axis, name) in ["image", "row", "column", "channel"].enumerated() where shape[axis] > 2 {
      let (size, stride) = (shape[axis], shape.strides[axis])
      let lies = differing.allSatisfy { $0 / stride % size == size - 1 }
      if lies, 2 * differing.count * size > shape.elementCount { ends.append("the last \(name)") }
    }
    return ends
  }
}

import Graph

// RESIZE of integers, by the nearest sample or bilinearly; `reference` has no FP32 form.
extension Resize {
  static let recipes = [
    Recipe("RESIZE nearest", [.resize], [.int: 2]) { $0.resize(.nearest) },
    Recipe("RESIZE bilinear", [.resize, .rescale], [.int: 2]) { $0.resize(.bilinear) },
  ]
}

extension GraphBuilder {
  fileprivate mutating func resize(_ mode: ResizeMode) -> Bool {
    let x = image(poolType())
    let y = axisScale(x.shape[1])
    let columns = axisScale(x.shape[2])
    guard x.shape[0] * x.shape[3] * y.output * columns.output <= limits.elements else {
      return false
    }
    let operands = [
      x.id, sizes([y.numerator, y.denominator, columns.numerator, columns.denominator]),
      sizes([y.offset, columns.offset]), sizes([y.border, columns.border]),
    ]
    let shape: Shape = [x.shape[0], y.output, columns.output, x.shape[3]]
    guard mode == .bilinear else {
      append(
        .resize(Resize(mode: mode)), operands, x.dtype, shape, range: x.range,
        zeroPoint: x.zeroPoint)
      return true
    }
    let unit = y.numerator * columns.numerator
    let sums = append(
      .resize(Resize(mode: mode)), operands, x.dtype == .int8 ? .int32 : .int48, shape,
      range: .around(x.magnitude(less: 0) * unit))
    _ = rescaled(
      sums, to: x.dtype, spread: Double(unit) * (x.dtype == .int8 ? 60 : 15_000))
    return true
  }

  private struct AxisScale {
    var numerator: Int
    var denominator: Int
    var offset = 0
    var border = 0
    var output: Int
  }

  /// A ratio, an offset and a border so that samples end exactly at the border.
  private mutating func axisScale(_ size: Int) -> AxisScale {
    let numerator = dice.pick([1, 2, 2, 3, 4, 8, 16])
    let most = min(16 * numerator - 1, max((size - 1) * numerator, 1) * 2)
    let denominator = dice.integer(in: 1...max(1, min(most, dice.once(in: 4) ? most : 3)))
    let offset = dice.once(in: 2) ? 0 : dice.integer(in: -numerator...numerator)
    // What is left over goes to the border, which may be at most numerator - 1.
    let span = (size - 1) * numerator - offset
    var border = -(((span % denominator) + denominator) % denominator)
    if border + denominator < numerator, dice.once(in: 2) { border += denominator }
    guard span + border >= 0, border >= -16 * numerator, border < numerator else {
      return AxisScale(numerator: 1, denominator: 1, output: size)
    }
    return AxisScale(
      numerator: numerator, denominator: denominator, offset: offset, border: border,
      output: (span + border) / denominator + 1)
  }
}

import Graph

/// One element of a RESCALE or a mean: the number that is rounded, and what becomes of it.
struct TOSARounding: Sendable {
  let scaled: Unrounded
  let zeroPoint: Int
  /// What TOSA's two roundings add before the division; nil where it rounds once.
  let doubled: Int128?
  /// The lowest and highest value of the output type.
  let range: ClosedRange<Int128>
  /// Whether the exact mean is a tie; false for RESCALE.
  var isTiedMean = false

  /// The element.
  var value: Int64? {
    let rounded = doubled.map { (scaled.numerator + $0) >> Int128(scaled.shift) } ?? scaled.halfUp
    guard Int32(exactly: rounded + Int128(zeroPoint)) != nil else { return nil }
    return Int64(min(max(rounded + Int128(zeroPoint), range.lowerBound), range.upperBound))
  }
}

extension TOSAElements {
  /// An element of RESCALE by `apply_scale_32` or `apply_scale_16`; nil where TOSA leaves it open.
  func scaled(by op: Operator, _ rescale: Rescale, at element: Int) -> TOSARounding? {
    guard let value = value(of: op.inputs[0], at: element), rescale.roundingMode != .inexact else {
      return nil
    }
    let (multipliers, shifts) = (all(op.inputs[1]), all(op.inputs[2]))
    let channel = multipliers.count == 1 ? 0 : element % multipliers.count
    let shift = Int(shifts[channel])
    guard (2...62).contains(shift), multipliers[channel] >= 0 else { return nil }
    let operand = Int128(value) - Int128(number(op.inputs[3]))
    let half: Int128 = 1 << Int128(shift - 1)
    if rescale.scale32, operand < -half || operand >= half { return nil }
    let isDouble = rescale.roundingMode == .double && shift > 31
    let second: Int128 = operand < 0 ? -(1 << 30) : 1 << 30
    return TOSARounding(
      scaled: Unrounded(numerator: operand * Int128(multipliers[channel]), shift: shift),
      zeroPoint: Int(number(op.inputs[4])), doubled: isDouble ? half + second : nil,
      range: block[op.outputs[0]].type.dtype == .int8 ? -128...127 : -(1 << 31)...(1 << 31) - 1)
  }

  /// An element of AVG_POOL2D: `reciprocal_scale` of the window's size, then `apply_scale_32`.
  func mean(of op: Operator, _ pool: AvgPool2D, at element: Int) -> TOSARounding? {
    let window = window(of: op, at: element, pool.kernel, pool.stride, pool.pad)
    guard !window.isEmpty else { return nil }
    let count = Int128(window.count)
    let zero = number(op.inputs[1])
    let sum = window.reduce(Int128(0)) { $0 + Int128($1 - zero) }
    var k = 0
    while 1 << k < window.count { k += 1 }
    let multiplier = (((1 << 30) + 1) << Int128(k)) / count
    return TOSARounding(
      scaled: Unrounded(numerator: sum * multiplier, shift: 30 + k),
      zeroPoint: Int(number(op.inputs[2])), doubled: nil, range: -128...127,
      isTiedMean: (2 * sum).isMultiple(of: count) && !sum.isMultiple(of: count))
  }

  /// The rounding that gives an element of a claim's result, where a claimed CLAMP may follow; nil
  /// if nothing is rounded.
  func rounding(of id: TensorID, at element: Int) -> TOSARounding? {
    guard let op = maker(of: id) else { return nil }
    switch op.operation {
    case .clamp: return rounding(of: op.inputs[0], at: element)
    case .rescale(let rescale):
      if let rounded = factor(ofProductScaledBy: op) { return rounding(of: rounded, at: element) }
      return scaled(by: op, rescale, at: element)
    case .avgPool2D(let pool): return mean(of: op, pool, at: element)
    default: return nil
    }
  }

  /// The INT8 tensor that the claim makes and then multiplies, which it does only by one: then nothing
  /// is rounded by the RESCALE after the product.
  private func factor(ofProductScaledBy rescale: Operator) -> TensorID? {
    guard let product = maker(of: rescale.inputs[0]), case .mul = product.operation else {
      return nil
    }
    return product.inputs.prefix(2).compactMap { operand in
      var id = operand
      while let op = maker(of: id), block[id].type.dtype != .int8 { id = op.inputs[0] }
      return maker(of: id) == nil ? nil : id
    }.first
  }
}

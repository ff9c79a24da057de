import Graph

extension Binary {
  /// ADD or SUB with the RESCALEs around it as an add layer; subtraction is a negative multiplier.
  ///
  /// Source of the constants: 15-bit multipliers at one shift, bias truncated, as Nordic's flow.
  func claim(_ index: Int, in context: LoweringContext) throws(Rejection) -> Claim {
    guard self == .add || self == .sub else { throw Rejection("AXON has no \(kind)") }
    let pair = try ScaledPair(index, in: context)
    let op = context.block.operators[index]
    // Measured: into 16 bits, AXON's add writes every other element wrongly.
    let end = try PatternEnd(after: op.outputs[0], mayExtend: false, in: context)
    let output = try end.factors.single()
    let negative = self == .sub ? -1.0 : 1.0
    let signs = pair.isSwapped ? (negative, 1) : (1, negative)
    // Operand scales relative to the result's.
    let ratios = (
      Float(signs.0 * pair.first.scale * output), Float(signs.1 * pair.second.scale * output)
    )
    let zeroPoint = end.factors.outputZeroPoint
    guard
      let first = Scaling.largestShift(for: ratios.0, bits: 15, zeroPoint: zeroPoint),
      let second = Scaling.largestShift(for: ratios.1, bits: 15, zeroPoint: zeroPoint)
    else {
      throw Rejection("operand scales of \(ratios.0) and \(ratios.1) are too large for AXON")
    }
    let shift = min(first, second)
    let offset =
      Double(ratios.0) * Double(pair.first.zeroPoint)
      + Double(ratios.1) * Double(pair.second.zeroPoint)
    let dims = pair.arrangement.dims
    let operands = pair.claimedOperands(needsZeroPoints: false)
    var layer = AxonLayer(
      .add, operands: [], inputs: operands.map { _ in dims }, output: dims)
    pair.setConstant(&layer, shape: context.type(op.outputs[0]).shape)
    layer.multipliers = [
      Scaling.multiplier(for: ratios.0, shift: shift),
      Scaling.multiplier(for: ratios.1, shift: shift),
    ]
    layer.shifts = [shift]
    layer.biasPrime = [
      Int32(Double(sign: .plus, exponent: shift, significand: -offset).rounded(.towardZero))
    ]
    layer.outputZeroPoint = zeroPoint
    layer.activation = end.activation
    return try Claim(
      operators: pair.operators + [index], end: end, operands: operands, layer: layer,
      arrangement: pair.arrangement)
  }
}

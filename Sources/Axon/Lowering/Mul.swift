import Graph

extension Mul {
  /// MUL with the RESCALEs around it as a mul layer.
  func claim(_ index: Int, in context: LoweringContext) throws(Rejection) -> Claim {
    let pair = try ScaledPair(index, in: context)
    let op = context.block.operators[index]
    guard try context.number(op.inputs[2]) == 0 else {
      throw Rejection("its product is shifted before it is scaled")
    }
    // TOSA keeps the low 32 bits of a product, AXON scales all of them.
    guard pair.first.magnitude * pair.second.magnitude <= Double(Int32.max) else {
      throw Rejection("its product can leave INT32")
    }
    let end = try PatternEnd(after: op.outputs[0], in: context)
    // Half a unit of an operand is lost among the roundings to INT8, but not before.
    guard end.cpuExtension == nil || (pair.first.isExact && pair.second.isExact) else {
      throw Rejection("the MUL before it rounds its operands first, which AXON does not")
    }
    let scale = Float(pair.first.scale * pair.second.scale * end.scales[0])
    guard end.scales.count == 1,
      let shift = Scaling.largestShift(for: scale, bits: 30, format: end.format)
    else { throw Rejection("the scale \(scale) of the product does not fit AXON") }
    let dims = pair.arrangement.dims
    let operands = pair.claimedOperands(needsZeroPoints: true)
    var layer = AxonLayer(
      .multiply, operands: [], inputs: operands.map { _ in dims }, output: dims)
    pair.setConstant(&layer, shape: context.type(op.outputs[0]).shape)
    if pair.second.constant != nil { layer.inputZeroPoint = pair.second.zeroPoint }
    layer.multipliers = [Scaling.multiplier(for: scale, shift: shift)]
    layer.shifts = [shift]
    try layer.give(end.format)
    layer.activation = end.activation
    return try Claim(
      operators: pair.operators + [index], end: end, operands: operands, layer: layer,
      arrangement: pair.arrangement)
  }
}

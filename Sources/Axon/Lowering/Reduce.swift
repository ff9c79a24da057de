import Graph

extension Reduce {
  /// REDUCE_SUM, along one axis after another, with the RESCALEs around it as a mean layer: its scale
  /// is the RESCALEs', so that it gives any multiple of the sum.
  ///
  /// ExecuTorch makes a mean of a sum and an ``IdentityProduct``, which the layer takes in.
  func claim(_ index: Int, in context: LoweringContext) throws(Rejection) -> Claim {
    guard function == .sum else { throw Rejection("AXON has no \(kind)") }
    guard context.mayFuse(.meanPool) else {
      throw Rejection("AXON sums in a mean layer, and \(FusedPattern.meanPool.name) is off")
    }
    let sum = try SumChain(index, in: context)
    let end = try PatternEnd(after: sum.accumulator, mayExtend: false, in: context)
    let scale = Float(sum.operand.scale * (try end.factors.single()))
    let zeroPoint = end.zeroPoint
    guard let shift = Scaling.largestShift(for: scale, bits: 31, zeroPoint: zeroPoint) else {
      throw Rejection("the scale \(scale) of the sum is too large for AXON")
    }
    let window = try MeanWindow(sum, in: context)
    var layer = window.layer
    layer.biasPrime = [Int32(clamping: -sum.operand.zeroPoint * window.area)]
    layer.multipliers = [Scaling.multiplier(for: scale, shift: shift)]
    layer.shifts = [shift]
    layer.outputZeroPoint = zeroPoint
    let product = IdentityProduct(after: end.result, zeroPoint: zeroPoint, in: context)
    layer.activation = end.activation == .none ? product?.end.activation ?? .none : end.activation
    return try Claim(
      operators: sum.operators + end.operators + (product?.operators ?? []),
      result: product?.end.result ?? end.result,
      operands: [ClaimOperand(tensor: sum.operand.tensor, arrangement: window.read)],
      layer: layer, arrangement: window.written)
  }
}

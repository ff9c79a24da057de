import Graph

/// The constants of a RESCALE as real numbers.
struct RescaleFactors: Sendable {
  /// `multiplier * 2^-shift`, one or one a channel; exact.
  let scales: [Double]
  let inputZeroPoint: Int
  let outputZeroPoint: Int

  /// - Throws: if the operator at `index` is no RESCALE, or has unsigned operands.
  init(_ index: Int, in context: LoweringContext) throws(Rejection) {
    let op = context.block.operators[index]
    guard case .rescale(let rescale) = op.operation else {
      throw Rejection("it is followed by \(op.kind), not RESCALE")
    }
    guard !rescale.inputUnsigned, !rescale.outputUnsigned else {
      throw Rejection("AXON has no unsigned tensors")
    }
    let multipliers = try context.numbers(op.inputs[1])
    let shifts = try context.numbers(op.inputs[2])
    scales = zip(multipliers, shifts).map { multiplier, shift in
      Double(sign: .plus, exponent: -shift, significand: Double(multiplier))
    }
    inputZeroPoint = try context.number(op.inputs[3])
    outputZeroPoint = try context.number(op.inputs[4])
  }

  /// The scale of a RESCALE by tensor.
  func single() throws(Rejection) -> Double {
    guard scales.count == 1 else {
      throw Rejection("an operand is scaled by channel")
    }
    return scales[0]
  }
}

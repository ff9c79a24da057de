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

/// The RESCALE to INT8 that ends a pattern, and the CLAMP after it where AXON's ReLU does the same.
struct PatternEnd: Sendable {
  let factors: RescaleFactors
  let activation: AxonActivation
  let result: TensorID
  /// The fused operators.
  let operators: [Int]

  /// What follows `accumulator`, which nothing else may read.
  init(after accumulator: TensorID, in context: LoweringContext) throws(Rejection) {
    guard let reader = context.onlyReader(of: accumulator) else {
      throw Rejection("its INT32 result is read by other operators too")
    }
    factors = try RescaleFactors(reader, in: context)
    let scaled = context.block.operators[reader].outputs[0]
    guard context.type(scaled).dtype == .int8 else {
      throw Rejection("it is scaled to \(context.type(scaled).dtype), not INT8")
    }
    let fold = ClampFold(after: scaled, zeroPoint: factors.outputZeroPoint, in: context)
    activation = fold.activation
    result = fold.result
    operators = [reader] + fold.operators
  }
}

/// A CLAMP that the layer before it can do: none at all, or ReLU.
struct ClampFold: Sendable {
  var activation = AxonActivation.none
  var result: TensorID
  var operators: [Int] = []

  /// The CLAMP that alone reads `tensor`, if it is one of those.
  init(after tensor: TensorID, zeroPoint: Int, in context: LoweringContext) {
    result = tensor
    guard let reader = context.onlyReader(of: tensor),
      case .clamp(let clamp) = context.operation(reader),
      let low = clamp.minimum.first.map(Int8.init(bitPattern:)),
      let high = clamp.maximum.first.map(Int8.init(bitPattern:)), high == .max
    else { return }
    // Rounding is monotonic and keeps the zero point, so clamping after it or before is the same.
    if low == .min {
      activation = .none
    } else if Int(low) == zeroPoint {
      activation = .relu
    } else {
      return
    }
    result = context.block.operators[reader].outputs[0]
    operators = [reader]
  }
}

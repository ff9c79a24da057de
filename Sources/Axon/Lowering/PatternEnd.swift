import Graph

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

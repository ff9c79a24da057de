import Graph

/// The RESCALE to INT8 that ends a pattern, the CLAMP after it where AXON's ReLU does the same, and what
/// an extension computes of the result.
struct PatternEnd: Sendable {
  let factors: RescaleFactors
  let activation: AxonActivation
  /// The INT8 result of the layer itself, as the graph has it.
  let result: TensorID
  /// The fused operators, those of the extension left out.
  let operators: [Int]
  let cpuExtension: LayerExtension?

  /// What follows `accumulator`, which nothing else may read.
  ///
  /// - Parameter mayExtend: whether the layer can give other results than INT8.
  init(
    after accumulator: TensorID, mayExtend: Bool = true, in context: LoweringContext
  ) throws(Rejection) {
    guard let reader = context.onlyReader(of: accumulator) else {
      throw Rejection("its INT32 result is read by other operators too")
    }
    factors = try RescaleFactors(reader, in: context)
    let scaled = context.block.operators[reader].outputs[0]
    guard context.type(scaled).dtype == .int8 else {
      throw Rejection("it is scaled to \(context.type(scaled).dtype), not INT8")
    }
    let fold = ClampFold(after: scaled, zeroPoint: factors.outputZeroPoint, in: context)
    result = fold.result
    operators = [reader] + fold.operators
    cpuExtension =
      mayExtend && context.mayExtend
      ? try? LayerExtension(
        after: result, zeroPoint: factors.outputZeroPoint, activation: fold.activation,
        in: context) : nil
    activation = cpuExtension?.activation ?? fold.activation
  }

  /// The zero point of the INT8 result.
  var zeroPoint: Int { factors.outputZeroPoint }

  /// What the layer gives.
  var format: OutputFormat { cpuExtension?.format ?? .int8(zeroPoint: factors.outputZeroPoint) }

  /// The scales to what the layer gives, one or one a channel; bits behind the point left out.
  var scales: [Double] { factors.scales.map { $0 * (cpuExtension?.inputScale ?? 1) } }
}

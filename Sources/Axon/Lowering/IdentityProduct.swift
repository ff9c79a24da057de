import Graph

/// A MUL by a constant, with the RESCALEs around it, that gives every INT8 number back as it is.
///
/// ExecuTorch writes a mean as a sum, scaled to INT8, times `1/n`. The constant takes the whole range of
/// INT8 and the result has the sum's scale over `n`, so that the product is one in INT8.
struct IdentityProduct {
  let end: PatternEnd
  let operators: [Int]

  /// - Returns: nil unless `tensor`, which stands for 0 as `zeroPoint`, is read by such a MUL alone.
  init?(after tensor: TensorID, zeroPoint: Int, in context: LoweringContext) {
    guard let product = Self.product(after: tensor, in: context),
      let pair = try? ScaledPair(product, in: context),
      let end = try? PatternEnd(
        after: context.block.operators[product].outputs[0], mayExtend: false, in: context),
      let shift = try? context.number(context.block.operators[product].inputs[2]), shift == 0,
      let constants = pair.second.constant?.integerValues, let constant = constants.first,
      constants.allSatisfy({ $0 == constant }), let scale = try? end.factors.single()
    else { return nil }
    let (first, second) = (pair.first, pair.second)
    let factor = Double(Int(constant) - second.zeroPoint) * scale
    // Any rounding of a number that is within a quarter of a whole one gives that.
    guard first.tensor == tensor, first.sources == nil, first.scale == 1, second.scale == 1,
      first.zeroPoint == zeroPoint, end.zeroPoint == zeroPoint,
      (factor - 1).magnitude * 255 <= 0.25
    else { return nil }
    self.end = end
    operators = pair.operators + [product] + end.operators
  }

  /// The MUL that alone reads `tensor`, through a RESCALE.
  private static func product(after tensor: TensorID, in context: LoweringContext) -> Int? {
    var id = tensor
    while let reader = context.onlyReader(of: id) {
      switch context.operation(reader) {
      case .mul: return reader
      case .rescale, .reshape: id = context.block.operators[reader].outputs[0]
      default: return nil
      }
    }
    return nil
  }
}

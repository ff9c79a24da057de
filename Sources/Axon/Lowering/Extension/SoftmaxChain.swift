import Graph

/// Softmax as ExecuTorch emits it on an INT8 tensor: 14 operators from the largest logit to the product
/// with a reciprocal.
///
/// ```
/// d = RESCALE(RESCALE(x) - RESCALE(REDUCE_MAX(x)))       to INT8, 127 for a distance of 0
/// e = TABLE(d)                                           exponential
/// r = TABLE(RESCALE(REDUCE_SUM(RESCALE(e))))             reciprocal
/// y = RESCALE(RESCALE(e) * RESCALE(r))
/// ```
struct SoftmaxChain: Sendable {
  let operators: [Int]
  let result: TensorID
  /// The axis that is summed.
  let axis: Int
  /// The real numbers that one step of the operand and one of the result stand for.
  let inputScale: Double
  let outputScale: Double
  let outputZeroPoint: Int
  /// The result's inverse step, as the extension takes it.
  private let multiplier: Int32
  private let shift: Int

  /// The chain that reads `operand`; nil if there is none.
  init?(of operand: TensorID, zeroPoint: Int, in context: LoweringContext) {
    do throws(Rejection) {
      try self.init(reading: operand, zeroPoint: zeroPoint, in: context)
    } catch {
      return nil
    }
  }

  private init(
    reading x: TensorID, zeroPoint: Int, in context: LoweringContext
  ) throws(Rejection) {
    var walk = ChainWalk(context)
    let (wide, maximum) = try walk.fork(from: x)
    axis = try walk.reduction(maximum, .max(nanMode: .propagate))
    let scaled = try walk.rescale(wide, from: zeroPoint, to: 0)
    let largest = try walk.rescale(walk.reader(of: maximum), from: zeroPoint, to: 0)
    let distance = try walk.operation(.sub, of: wide, largest.index)
    let toTable = try walk.rescale(walk.reader(of: distance), from: 0, to: 127)
    let exponential = try walk.table(walk.reader(of: toTable.index))

    let (first, second) = try walk.fork(of: exponential.index)
    let isFirst = try walk.isReduced(first)
    let (summand, factor) = isFirst ? (first, second) : (second, first)
    let toSum = try walk.rescale(summand, from: -128, to: 0)
    let sum = try walk.reader(of: summand)
    guard try walk.reduction(sum, .sum) == axis else { throw ChainWalk.other }
    let toReciprocal = try walk.rescale(walk.reader(of: sum), from: 0, to: -128)
    let reciprocal = try walk.table(walk.reader(of: toReciprocal.index))
    let inverse = try walk.rescale(walk.reader(of: reciprocal.index), from: -128, to: 0)
    let power = try walk.rescale(factor, from: -128, to: 0)
    let product = try walk.operation(.mul, of: factor, inverse.index)
    let end = try walk.rescale(walk.reader(of: product), from: 0, to: nil)

    guard scaled.scale == largest.scale,
      let exponent = TableFit(exponential.entries, as: .exponential, inputZeroPoint: 127),
      let fraction = ReciprocalFit(reciprocal.entries)
    else { throw ChainWalk.other }
    operators = walk.operators
    result = context.block.operators[end.index].outputs[0]
    inputScale = exponent.inputScale * scaled.scale * toTable.scale
    // Of e / sum(e) the scale of e cancels.
    outputScale =
      toSum.scale * toReciprocal.scale
      / (fraction.factor * power.scale * inverse.scale * end.scale)
    outputZeroPoint = end.zeroPoint
    let inverseStep = Float(1 / outputScale)
    guard inputScale > 0, inverseStep > 0,
      let shift = Scaling.largestShift(for: inverseStep, bits: 31, zeroPoint: outputZeroPoint)
    else { throw ChainWalk.other }
    self.shift = shift
    multiplier = Scaling.multiplier(for: inverseStep, shift: shift)
  }

  /// The extension, behind a layer that gives `dims`.
  @Sendable func layers(after dims: AxonDims) -> [AxonLayer] {
    var written = dims
    written.byteWidth = 1
    var layer = AxonLayer(.softmax, operands: [], inputs: [dims], output: written)
    layer.multipliers = [multiplier]
    layer.shifts = [shift]
    layer.outputZeroPoint = outputZeroPoint
    return [layer]
  }
}

import Graph

/// Softmax as ExecuTorch writes it, with the scales that its quantizer would choose for rows whose
/// logits are at most `reach` apart.
struct SoftmaxSketch: Sendable, CustomStringConvertible {
  /// The real number that one step of the logits stands for, and their zero point.
  var inputScale: Double
  var zeroPoint: Int8 = 5
  var reach = 6.0
  /// The smallest and the largest sum of exponentials that were seen.
  var sums = 1.5...6.0
  /// What one step of the result stands for.
  var outputScale = 1.0 / 256

  var description: String { "\(inputScale) x, to \(outputScale)" }
}

extension PatternSketch {
  /// The chain of softmax along `axis`.
  mutating func softmax(_ x: TensorID, _ scales: SoftmaxSketch, axis: Int) -> TensorID {
    var reduced = shape(x).dimensions
    reduced[axis] = 1
    let row = Shape(reduced)
    let (distanceScale, powerScale) = (scales.reach / 255, 1.0 / 255)
    let wide = rescale(x, [0x1p19], from: scales.zeroPoint, as: .int32)
    let most = add(
      .reduce(Reduce(.max(nanMode: .propagate), axis: axis)), [x], .int8, row)
    let largest = rescale(most, [0x1p19], from: scales.zeroPoint, as: .int32)
    let difference = add(.binary(.sub), [wide, largest], .int32, shape(x))
    let distance = rescale(
      difference, [scales.inputScale / distanceScale * 0x1p-19], to: 127, as: .int8)
    let power = table(
      distance,
      TableSketch(
        function: .exponential, inputScale: distanceScale, inputZeroPoint: 127,
        outputScale: powerScale, outputZeroPoint: -128))
    let factor = rescale(power, [1], from: -128, as: .int32)
    let summand = rescale(power, [1], from: -128, as: .int32)
    let sum = add(.reduce(Reduce(.sum, axis: axis)), [summand], .int32, row)
    let sumScale = scales.sums.upperBound / 255
    let inverseScale = 1 / scales.sums.lowerBound / 255
    let total = rescale(sum, [powerScale / sumScale], to: -128, as: .int8)
    let inverse = table(
      total,
      TableSketch(
        function: .reciprocal, inputScale: sumScale, inputZeroPoint: -128,
        outputScale: inverseScale, outputZeroPoint: -128))
    let share = rescale(inverse, [1], from: -128, as: .int32)
    let product = add(.mul(Mul()), [factor, share, int8([0])], .int32, shape(x))
    return rescale(product, [powerScale * inverseScale / scales.outputScale], to: -128, as: .int8)
  }

  /// A linear layer of one row, its INT8 result with a zero point, and softmax.
  mutating func classifier(_ scales: SoftmaxSketch, inputs: Int, classes: Int) -> TensorID {
    let x = reshape(input([1, inputs]), to: [1, 1, 1, inputs])
    let y = convolve(x, channels: classes, kernel: (1, 1), zeroPoints: (3, scales.zeroPoint))
    return softmax(reshape(y, to: [1, classes]), scales, axis: 1)
  }
}

import Graph

/// The types of a convolution.
struct ConvolutionTypes: Sendable, Hashable {
  let input: DType
  let weight: DType
  let sum: DType

  static let int8 = ConvolutionTypes(input: .int8, weight: .int8, sum: .int32)
  static let int4 = ConvolutionTypes(input: .int8, weight: .int4, sum: .int32)
  static let int16 = ConvolutionTypes(input: .int16, weight: .int8, sum: .int48)
  static let fp32 = ConvolutionTypes(input: .fp32, weight: .fp32, sum: .fp32)
}

/// Weights of a convolution with what is known of them.
struct Filter: Sendable {
  let id: TensorID
  let type: TensorType
  let zeroPoint: Int
  /// The largest magnitude of a weight less its zero point.
  let magnitude: Int
  /// How large a weight ordinarily is.
  let spread: Double
}

/// The sums of a convolution, and how large they ordinarily are.
struct ConvolutionSums {
  let value: GraphValue
  let spread: Double
}

extension GraphBuilder {
  /// Types for a new convolution.
  mutating func convolutionTypes() -> ConvolutionTypes {
    switch family {
    case .cnn: .int8
    case .int: dice.pick([.int8, .int8, .int8, .int4, .int16])
    case .fp, .quantizable: .fp32
    }
  }

  /// New weights, or those of an earlier convolution.
  mutating func filter(_ types: ConvolutionTypes, _ shape: Shape, taps: Int) -> Filter {
    let type = TensorType(types.weight, shape)
    if dice.once(in: 3), let shared = filters.last(where: { $0.type == type }) { return shared }
    let filter = newFilter(type, taps: taps)
    filters.append(filter)
    return filter
  }

  private mutating func newFilter(_ type: TensorType, taps: Int) -> Filter {
    if type.dtype == .fp32 {
      let spread = 1.5 / Double(taps).squareRoot()
      let id = constant(floats(type.shape, spread: spread))
      return Filter(id: id, type: type, zeroPoint: 0, magnitude: 0, spread: spread)
    }
    let isNarrow = type.dtype == .int4
    let zeroPoint = !isNarrow && dice.once(in: 24) ? dice.pick(EdgeSizes.zeroPoint) : 0
    let choice = weights(
      type.shape.elementCount, zeroPoint: zeroPoint, range: isNarrow ? -7...7 : -127...127)
    return Filter(
      id: constant(Tensor(choice.elements, type.dtype, type.shape)), type: type,
      zeroPoint: zeroPoint, magnitude: choice.magnitude, spread: choice.spread)
  }

  /// Appends a convolution with constant weights and bias.
  ///
  /// - Parameters:
  ///   - taps: how many products an output sums at most.
  ///   - operation: the operator, with this accumulator type.
  mutating func accumulate(
    _ x: GraphValue, _ types: ConvolutionTypes, filter shape: Shape, taps: Int, channels: Int,
    output: Shape, operation: (DType) -> Operation
  ) -> ConvolutionSums {
    let filter = filter(types, shape, taps: taps)
    let biasCount = dice.once(in: 12) ? 1 : channels
    guard types.sum != .fp32 else {
      let bias = constant(floats([biasCount], spread: 0.5))
      let operands = [x.id, filter.id, bias, zero(.fp32), zero(.fp32)]
      return ConvolutionSums(
        value: append(operation(.fp32), operands, .fp32, output), spread: 1)
    }
    let isWide = types.sum == .int48
    let zeroPoint =
      isWide ? 0 : dice.once(in: 24) ? dice.pick(EdgeSizes.zeroPoint) : x.zeroPoint
    let spread =
      Double(taps).squareRoot() * Double(x.magnitude(less: 0)) * 0.5 * filter.spread
    let products = taps * x.magnitude(less: zeroPoint) * filter.magnitude
    let bias = biases(
      biasCount, products: products, spread: spread * 0.5,
      most: isWide ? 1 << 46 : Int(Int32.max))
    let weightZero =
      types.weight == .int8 && dice.once(in: 3)
      ? spreadScalar(filter.zeroPoint, .int8, count: channels)
      : scalar(filter.zeroPoint, types.weight)
    let operands = [
      x.id, filter.id, constant(Tensor(numbers: bias, types.sum, [bias.count])),
      scalar(zeroPoint, types.input), weightZero,
    ]
    let largest = bias.reduce(0) { max($0, abs($1)) }
    let value = append(
      operation(types.sum), operands, types.sum, output, range: .around(products + largest))
    return ConvolutionSums(value: value, spread: spread)
  }

  /// What follows a convolution: a RESCALE in integers, perhaps a ReLU in FP32.
  @discardableResult
  mutating func finish(_ sums: ConvolutionSums) -> GraphValue {
    switch sums.value.dtype {
    case .fp32: return dice.once(in: 3) ? relu(sums.value) : sums.value
    case .int48:
      return rescaled(
        sums.value, to: dice.pick([.int8, .int16, .int16, .int32]), spread: sums.spread)
    default:
      switch family == .int ? dice.integer(in: 0...7) : 7 {
      case 0: return sums.value
      case 1: return rescaled(sums.value, to: .int16, spread: sums.spread)
      default: return requantize(sums.value, spread: sums.spread, perChannel: true)
      }
    }
  }

  /// An image of a type, a new input if there is none.
  mutating func image(_ dtype: DType) -> GraphValue {
    dtype == .int8 ? image() : value(of: dtype, rank: 4...4)
  }

  /// The constant 0 of a type.
  mutating func zero(_ dtype: DType) -> TensorID { scalar(0, dtype) }
}

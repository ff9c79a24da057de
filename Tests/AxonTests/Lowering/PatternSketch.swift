import Graph
import Testing

/// A graph of INT8 patterns as ExecuTorch emits them, written down step by step with random weights.
struct PatternSketch {
  private(set) var tensors: [TensorInfo] = []
  private(set) var operators: [Operator] = []
  private(set) var inputs: [TensorID] = []
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  // MARK: Tensors

  mutating func tensor(_ dtype: DType, _ shape: Shape, value: Tensor? = nil) -> TensorID {
    tensors.append(
      TensorInfo(name: "t\(tensors.count)", type: TensorType(dtype, shape), value: value))
    return TensorID(tensors.count - 1)
  }

  mutating func input(_ shape: Shape, _ dtype: DType = .int8) -> TensorID {
    let id = tensor(dtype, shape)
    inputs.append(id)
    return id
  }

  mutating func constant(_ value: Tensor) -> TensorID {
    let isShape = value.dtype == .shape
    let id = tensor(value.dtype, value.shape, value: value)
    operators.append(
      Operator(
        isShape ? .constShape(ConstShape()) : .const(Const()), inputs: [], outputs: [id]))
    return id
  }

  mutating func int8(_ numbers: [Int8], _ shape: Shape? = nil) -> TensorID {
    constant(Tensor(numbers, .int8, shape ?? [numbers.count]))
  }

  mutating func int32(_ numbers: [Int32]) -> TensorID {
    constant(Tensor(numbers, .int32, [numbers.count]))
  }

  mutating func sizes(_ numbers: [Int]) -> TensorID {
    constant(Tensor(numbers.map(Int64.init), .shape, [numbers.count]))
  }

  mutating func randomInt8(_ shape: Shape, in range: ClosedRange<Int> = -127...127) -> [Int8] {
    (0..<shape.elementCount).map { _ in Int8(random.integer(in: range)) }
  }

  func shape(_ id: TensorID) -> Shape { tensors[id.index].type.shape }

  mutating func add(
    _ operation: Operation, _ operands: [TensorID], _ dtype: DType, _ shape: Shape
  ) -> TensorID {
    let id = tensor(dtype, shape)
    operators.append(Operator(operation, inputs: operands, outputs: [id]))
    return id
  }

  // MARK: Variables

  /// VARIABLE of INT8; gives the tensor that stands for it.
  mutating func variable(_ name: String, _ shape: Shape, initially values: [Int8]?) -> TensorID {
    let id = tensor(.int8, shape, value: values.map { Tensor($0, .int8, shape) })
    tensors[id.index].variableName = name
    operators.append(Operator(.variable(.declare), inputs: [], outputs: [id]))
    return id
  }

  /// VARIABLE of one number everywhere.
  mutating func variable(_ name: String, _ shape: Shape, initially value: Int8) -> TensorID {
    variable(name, shape, initially: [Int8](repeating: value, count: shape.elementCount))
  }

  /// VARIABLE_READ.
  mutating func read(_ variable: TensorID) -> TensorID {
    add(.variable(.read), [variable], .int8, shape(variable))
  }

  /// VARIABLE_WRITE.
  mutating func write(_ x: TensorID, to variable: TensorID) {
    operators.append(Operator(.variable(.write), inputs: [x], outputs: [variable]))
  }

  // MARK: Operators

  /// RESCALE by `scales`, one or one a channel.
  mutating func rescale(
    _ x: TensorID, _ scales: [Double], from inputZeroPoint: Int8 = 0, to outputZeroPoint: Int8 = 0,
    rounding: RoundingMode = .single, as dtype: DType
  ) -> TensorID {
    // As exporters do: a multiplier of 31 bits and the shift that goes with it.
    let pairs = scales.map { scale in
      let shift = 30 - Int(scale.exponent)
      return (Int32(scale * Double(sign: .plus, exponent: shift, significand: 1)), Int8(shift))
    }
    let isInt32 = tensors[x.index].type.dtype == .int32
    let operands = [
      x, int32(pairs.map(\.0)), int8(pairs.map(\.1)),
      isInt32 ? int32([0]) : int8([inputZeroPoint]),
      zeroPoint(outputZeroPoint, as: dtype),
    ]
    return add(
      .rescale(Rescale(roundingMode: rounding, perChannel: scales.count > 1)), operands, dtype,
      shape(x))
  }

  private mutating func zeroPoint(_ value: Int8, as dtype: DType) -> TensorID {
    switch dtype {
    case .int8: int8([value])
    case .int16: constant(Tensor([0] as [Int16], .int16, [1]))
    default: int32([0])
    }
  }

  /// Scales, one a channel, that spread sums of `taps` products over the INT8 range.
  mutating func channelScales(_ channels: Int, taps: Int) -> [Double] {
    (0..<channels).map { _ in (0.5 + random.unit()) / (90 * Double(taps).squareRoot()) }
  }

  /// CONV2D of an NHWC tensor and its RESCALE to INT8.
  mutating func convolve(
    _ x: TensorID, channels: Int, kernel: (Int, Int), stride: (Int, Int) = (1, 1),
    pad: Padding2D = Padding2D(), dilation: (Int, Int) = (1, 1),
    zeroPoints: (Int8, Int8) = (3, -128)
  ) -> TensorID {
    let sum = accumulate(
      x, channels: channels, kernel: kernel, stride: stride, pad: pad, dilation: dilation,
      zeroPoint: zeroPoints.0)
    let taps = kernel.0 * kernel.1 * shape(x)[3]
    let scales = channelScales(channels, taps: taps)
    return rescale(sum, scales, to: zeroPoints.1, as: .int8)
  }

  /// CONV2D alone.
  mutating func accumulate(
    _ x: TensorID, channels: Int, kernel: (Int, Int), stride: (Int, Int) = (1, 1),
    pad: Padding2D = Padding2D(), dilation: (Int, Int) = (1, 1), zeroPoint: Int8 = 3,
    weightZeroPoint: Int8 = 0
  ) -> TensorID {
    let input = shape(x)
    let filter: Shape = [channels, kernel.0, kernel.1, input[3]]
    let operands = [
      x, int8(randomInt8(filter), filter),
      int32((0..<channels).map { _ in Int32(random.integer(in: -900...900)) }),
      int8([zeroPoint]), int8([weightZeroPoint]),
    ]
    let conv = Conv2D(
      pad: pad, stride: Spatial2D(y: stride.0, x: stride.1),
      dilation: Spatial2D(y: dilation.0, x: dilation.1), accType: .int32)
    let size = Self.size(input, kernel, stride, pad, dilation)
    return add(.conv2D(conv), operands, .int32, [input[0], size.0, size.1, channels])
  }

  /// DEPTHWISE_CONV2D and its RESCALE to INT8.
  mutating func convolveDepthwise(
    _ x: TensorID, multiplier: Int = 1, kernel: (Int, Int), stride: (Int, Int) = (1, 1),
    pad: Padding2D = Padding2D(), dilation: (Int, Int) = (1, 1), zeroPoints: (Int8, Int8) = (3, -10)
  ) -> TensorID {
    let input = shape(x)
    let channels = input[3] * multiplier
    let filter: Shape = [kernel.0, kernel.1, input[3], multiplier]
    let operands = [
      x, int8(randomInt8(filter), filter), int32([Int32](repeating: 7, count: channels)),
      int8([zeroPoints.0]), int8([0]),
    ]
    let conv = DepthwiseConv2D(
      pad: pad, stride: Spatial2D(y: stride.0, x: stride.1),
      dilation: Spatial2D(y: dilation.0, x: dilation.1), accType: .int32)
    let size = Self.size(input, kernel, stride, pad, dilation)
    let sum = add(
      .depthwiseConv2D(conv), operands, .int32, [input[0], size.0, size.1, channels])
    let scales = channelScales(channels, taps: kernel.0 * kernel.1)
    return rescale(sum, scales, to: zeroPoints.1, as: .int8)
  }

  /// ADD or SUB of two tensors of equal rank with the RESCALEs around it.
  mutating func combine(
    _ operation: Binary, _ x: TensorID, _ y: TensorID, zeroPoints: (Int8, Int8, Int8) = (4, -9, 12)
  ) -> TensorID {
    let a = rescale(x, [0x1p19], from: zeroPoints.0, as: .int32)
    let b = rescale(y, [0.7 * 0x1p19], from: zeroPoints.1, as: .int32)
    let sum = add(
      .binary(operation), [a, b], .int32, shape(x).broadcast(with: shape(y)) ?? shape(x))
    return rescale(sum, [0.6 * 0x1p-19], to: zeroPoints.2, as: .int8)
  }

  /// MUL of two tensors of equal rank with the RESCALEs around it.
  mutating func multiply(
    _ x: TensorID, _ y: TensorID, zeroPoints: (Int8, Int8, Int8) = (4, -9, 12)
  ) -> TensorID {
    let a = rescale(x, [1], from: zeroPoints.0, as: .int32)
    let b = rescale(y, [1], from: zeroPoints.1, as: .int32)
    let product = add(
      .mul(Mul()), [a, b, int8([0])], .int32, shape(x).broadcast(with: shape(y)) ?? shape(x))
    return rescale(product, [0.012], to: zeroPoints.2, as: .int8)
  }

  mutating func pool(
    average x: TensorID, _ kernel: (Int, Int), stride: (Int, Int) = (1, 1),
    pad: Padding2D = Padding2D(), zeroPoint: Int8 = -7
  ) -> TensorID {
    let size = Self.size(shape(x), kernel, stride, pad, (1, 1))
    let pool = AvgPool2D(
      kernel: Spatial2D(y: kernel.0, x: kernel.1), stride: Spatial2D(y: stride.0, x: stride.1),
      pad: pad, accType: .int32)
    return add(
      .avgPool2D(pool), [x, int8([zeroPoint]), int8([zeroPoint])], .int8,
      [shape(x)[0], size.0, size.1, shape(x)[3]])
  }

  mutating func pool(
    max x: TensorID, _ kernel: (Int, Int), stride: (Int, Int) = (1, 1),
    pad: Padding2D = Padding2D()
  ) -> TensorID {
    let size = Self.size(shape(x), kernel, stride, pad, (1, 1))
    let pool = MaxPool2D(
      kernel: Spatial2D(y: kernel.0, x: kernel.1), stride: Spatial2D(y: stride.0, x: stride.1),
      pad: pad)
    return add(.maxPool2D(pool), [x], .int8, [shape(x)[0], size.0, size.1, shape(x)[3]])
  }

  /// REDUCE_SUM along one axis after another, with the RESCALEs around it.
  mutating func sum(
    _ x: TensorID, axes: [Int], zeroPoints: (Int8, Int8) = (-20, 38), scale: Double = 0.04
  ) -> TensorID {
    let wide = rescale(x, [1], from: zeroPoints.0, as: .int32)
    return rescale(accumulate(wide, axes: axes), [scale], to: zeroPoints.1, as: .int8)
  }

  /// REDUCE_SUM along one axis after another.
  mutating func accumulate(_ x: TensorID, axes: [Int]) -> TensorID {
    var sum = x
    for axis in axes {
      var shape = shape(sum)
      shape.dimensions[axis] = 1
      sum = add(.reduce(Reduce(.sum, axis: axis)), [sum], .int32, shape)
    }
    return sum
  }

  /// A mean as ExecuTorch writes it: a sum times a constant, which is 1 in INT8 if `factor` is 1 / 255.
  mutating func mean(
    _ x: TensorID, axes: [Int], zeroPoint: Int8 = 38, factor: Double = 1 / 255
  ) -> TensorID {
    let constant = int8([127], Shape([Int](repeating: 1, count: shape(x).rank)))
    let one = rescale(constant, [1], from: -128, as: .int32)
    let sum = sum(x, axes: axes, zeroPoints: (-20, zeroPoint))
    let wide = rescale(sum, [1], from: zeroPoint, as: .int32)
    let product = add(.mul(Mul()), [wide, one, int8([0])], .int32, shape(sum))
    return rescale(product, [factor], to: zeroPoint, as: .int8)
  }

  mutating func clamp(_ x: TensorID, _ low: Int8, _ high: Int8) -> TensorID {
    let clamp = Clamp(
      minimum: [UInt8(bitPattern: low)], maximum: [UInt8(bitPattern: high)])
    return add(.clamp(clamp), [x], .int8, shape(x))
  }

  mutating func table(_ x: TensorID) -> TensorID {
    add(.table(Table()), [x, int8(randomInt8([256]))], .int8, shape(x))
  }

  mutating func reshape(_ x: TensorID, to shape: Shape) -> TensorID {
    add(
      .reshape(Reshape()), [x, sizes(shape.dimensions)], tensors[x.index].type.dtype, shape)
  }

  mutating func transpose(_ x: TensorID, _ permutation: [Int]) -> TensorID {
    add(
      .transpose(Transpose(permutation: permutation)), [x], tensors[x.index].type.dtype,
      Shape(permutation.map { shape(x)[$0] }))
  }

  mutating func slice(_ x: TensorID, from start: [Int], size: [Int]) -> TensorID {
    add(.slice(Slice()), [x, sizes(start), sizes(size)], .int8, Shape(size))
  }

  mutating func concat(_ parts: [TensorID], axis: Int) -> TensorID {
    var sizes = shape(parts[0]).dimensions
    sizes[axis] = parts.reduce(0) { $0 + shape($1)[axis] }
    return add(.concat(Concat(axis: axis)), parts, .int8, Shape(sizes))
  }

  // MARK: Results

  func graph(_ output: TensorID) throws -> ValidatedGraph { try graph([output]) }

  func graph(_ outputs: [TensorID]) throws -> ValidatedGraph {
    try ValidatedGraph(
      Graph(main: Block(tensors: tensors, operators: operators, inputs: inputs, outputs: outputs)))
  }

  /// Random values for every input.
  static func values(for graph: ValidatedGraph, seed: UInt64) -> [Tensor] {
    var random = SplitMix64(seed: seed)
    return graph.inputs.map { port in
      let elements = (0..<port.type.shape.elementCount).map { _ in
        Int8(random.integer(in: -128...127))
      }
      return Tensor(elements, .int8, port.type.shape)
    }
  }

  private static func size(
    _ input: Shape, _ kernel: (Int, Int), _ stride: (Int, Int), _ pad: Padding2D,
    _ dilation: (Int, Int)
  ) -> (Int, Int) {
    (
      (input[1] + pad.top + pad.bottom - (kernel.0 - 1) * dilation.0 - 1) / stride.0 + 1,
      (input[2] + pad.left + pad.right - (kernel.1 - 1) * dilation.1 - 1) / stride.1 + 1
    )
  }
}

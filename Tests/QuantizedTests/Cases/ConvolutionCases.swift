import Graph

/// The convolutions and MATMUL: random sizes, strides, dilations, padding, zero points and types.
enum ConvolutionCases {
  static func cases(seed: UInt64) -> [OperatorCase] {
    var draw = Draw(seed: seed)
    return (0..<60).map { conv2D(&draw, $0) } + (0..<50).map { depthwise(&draw, $0) }
      + (0..<30).map { transposed(&draw, $0) } + (0..<30).map { conv3D(&draw, $0) }
      + (0..<24).map { matMul(&draw, $0) }
  }

  /// The types of input, weights, and bias and result.
  private struct Types {
    var input: DType
    var weight: DType
    var sum: DType

    init(_ round: Int) {
      switch round % 6 {
      case 4: (input, weight, sum) = (.int16, .int8, .int48)
      case 5: (input, weight, sum) = (.int8, .int4, .int32)
      default: (input, weight, sum) = (.int8, .int8, .int32)
      }
    }
  }

  /// One axis of a convolution: sizes such that the windows fit exactly.
  private struct Axis {
    var input: Int
    var output: Int
    var kernel: Int
    var stride: Int
    var dilation: Int
    var before: Int
    var after: Int

    init(_ draw: inout Draw) {
      while true {
        kernel = draw.integer(1...4)
        stride = draw.integer(1...3)
        dilation = draw.integer(1...2)
        before = draw.integer(0...kernel - 1)
        after = draw.integer(0...kernel - 1)
        output = draw.integer(1...7)
        let reach = (output - 1) * stride + (kernel - 1) * dilation + 1
        input = reach - before - after
        if input >= 1 { return }
      }
    }
  }

  private static func operands(
    _ draw: inout Draw, _ types: Types, input: Shape, weight: Shape, channels: Int, _ round: Int
  ) -> [OperatorCase.Operand] {
    // TOSA's INT4 has no -8.
    let weights = draw.tensor(types.weight, weight, in: types.weight == .int4 ? -7...7 : nil)
    let bias = draw.tensor(
      types.sum, [round % 5 == 1 ? 1 : channels], in: -1_000_000...1_000_000)
    let inputZero = types.input == .int8 ? draw.integer(-128...127) : 0
    let weightZero = types.weight == .int8 && round % 3 == 2 ? draw.integer(-128...127) : 0
    // The reference model takes neither INT4 nor INT48 as an input.
    let isConstant = round % 7 != 3 || types.weight == .int4 || types.sum == .int48
    return [
      .input(draw.tensor(types.input, input)), isConstant ? .constant(weights) : .input(weights),
      isConstant ? .constant(bias) : .input(bias),
      .constant(.number(types.input == .int8 ? inputZero : 0, types.input)),
      .constant(.number(weightZero, types.weight)),
    ]
  }

  private static func conv2D(_ draw: inout Draw, _ round: Int) -> OperatorCase {
    let (y, x) = (Axis(&draw), Axis(&draw))
    let (batch, inner, outer) = (draw.integer(1...2), draw.integer(1...19), draw.integer(1...35))
    let types = Types(round)
    return OperatorCase(
      name: "conv2d/\(round)-\(types.input)-\(types.weight)",
      operation: .conv2D(
        Conv2D(
          pad: Padding2D(top: y.before, bottom: y.after, left: x.before, right: x.after),
          stride: Spatial2D(y: y.stride, x: x.stride),
          dilation: Spatial2D(y: y.dilation, x: x.dilation), accType: types.sum)),
      operands: operands(
        &draw, types, input: [batch, y.input, x.input, inner],
        weight: [outer, y.kernel, x.kernel, inner], channels: outer, round),
      result: TensorType(types.sum, [batch, y.output, x.output, outer]))
  }

  private static func depthwise(_ draw: inout Draw, _ round: Int) -> OperatorCase {
    let (y, x) = (Axis(&draw), Axis(&draw))
    let (batch, channels) = (draw.integer(1...2), round % 9 == 0 ? 1 : draw.integer(1...37))
    let multiplier = round % 3 == 0 ? draw.integer(2...5) : 1
    let types = Types(round)
    return OperatorCase(
      name: "depthwise/\(round)-\(types.input)-\(types.weight)",
      operation: .depthwiseConv2D(
        DepthwiseConv2D(
          pad: Padding2D(top: y.before, bottom: y.after, left: x.before, right: x.after),
          stride: Spatial2D(y: y.stride, x: x.stride),
          dilation: Spatial2D(y: y.dilation, x: x.dilation), accType: types.sum)),
      operands: operands(
        &draw, types, input: [batch, y.input, x.input, channels],
        weight: [y.kernel, x.kernel, channels, multiplier], channels: channels * multiplier,
        round),
      result: TensorType(types.sum, [batch, y.output, x.output, channels * multiplier]))
  }

  private static func conv3D(_ draw: inout Draw, _ round: Int) -> OperatorCase {
    let (z, y, x) = (Axis(&draw), Axis(&draw), Axis(&draw))
    let (inner, outer) = (draw.integer(1...5), draw.integer(1...18))
    let types = Types(round)
    return OperatorCase(
      name: "conv3d/\(round)-\(types.input)-\(types.weight)",
      operation: .conv3D(
        Conv3D(
          pad: [z.before, z.after, y.before, y.after, x.before, x.after],
          stride: [z.stride, y.stride, x.stride],
          dilation: [z.dilation, y.dilation, x.dilation], accType: types.sum)),
      operands: operands(
        &draw, types, input: [1, z.input, y.input, x.input, inner],
        weight: [outer, z.kernel, y.kernel, x.kernel, inner], channels: outer, round),
      result: TensorType(types.sum, [1, z.output, y.output, x.output, outer]))
  }

  private static func transposed(_ draw: inout Draw, _ round: Int) -> OperatorCase {
    func axis() -> (input: Int, output: Int, kernel: Int, stride: Int, before: Int, after: Int) {
      while true {
        let (input, kernel, stride) = (
          draw.integer(1...5), draw.integer(1...4), draw.integer(1...3)
        )
        let before = draw.integer(1 - kernel...2)
        let after = draw.integer(1 - kernel...2)
        let output = (input - 1) * stride + before + after + kernel
        if output >= 1 { return (input, output, kernel, stride, before, after) }
      }
    }
    let (y, x) = (axis(), axis())
    let (batch, inner, outer) = (draw.integer(1...2), draw.integer(1...9), draw.integer(1...18))
    let types = Types(round)
    return OperatorCase(
      name: "transpose-conv2d/\(round)-\(types.input)-\(types.weight)",
      operation: .transposeConv2D(
        TransposeConv2D(
          outPad: Padding2D(top: y.before, bottom: y.after, left: x.before, right: x.after),
          stride: Spatial2D(y: y.stride, x: x.stride), accType: types.sum)),
      operands: operands(
        &draw, types, input: [batch, y.input, x.input, inner],
        weight: [outer, y.kernel, x.kernel, inner], channels: outer, round),
      result: TensorType(types.sum, [batch, y.output, x.output, outer]))
  }

  private static func matMul(_ draw: inout Draw, _ round: Int) -> OperatorCase {
    let (n, h, c, w) = (
      draw.integer(1...3), draw.integer(1...9), draw.integer(1...33), draw.integer(1...35)
    )
    let isWide = round % 4 == 3
    let (type, sum): (DType, DType) = isWide ? (.int16, .int48) : (.int8, .int32)
    let range: ClosedRange<Int>? = isWide ? -4096...4095 : nil
    let zeros = (0..<2).map { _ in Tensor.number(isWide ? 0 : draw.integer(-128...127), type) }
    return OperatorCase(
      name: "matmul/\(round)-\(type)", operation: .matMul(MatMul()),
      operands: [
        .input(draw.tensor(type, [n, h, c], in: range)),
        .input(draw.tensor(type, [n, c, w], in: range)),
        .constant(zeros[0]), .constant(zeros[1]),
      ], result: TensorType(sum, [n, h, w]))
  }
}

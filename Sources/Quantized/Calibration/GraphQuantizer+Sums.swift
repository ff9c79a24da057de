import Graph

// Convolutions, matrix products, sums and products: INT32, then a RESCALE.
extension GraphQuantizer {
  /// CONV2D and DEPTHWISE_CONV2D with constant weights.
  mutating func convolution(_ op: Operator, _ index: Int) throws(EngineError) {
    let x = try operand(op.inputs[0], of: index)
    guard let weight = source.constant(op.inputs[1]), let bias = source.constant(op.inputs[2])
    else {
      throw unsupported(index, "its weights are computed")
    }
    let shape = weight.shape
    let isDepthwise = op.kind == .depthwiseConv2D
    let channels = isDepthwise ? shape[2] * shape[3] : shape[0]
    let taps = weight.count / channels
    let numbers = weight.realValues
    // Depthwise weights have their channel last.
    func channel(of element: Int) -> Int { isDepthwise ? element % channels : element / taps }
    var largest = [Double](repeating: 0, count: channels)
    for (element, number) in numbers.enumerated() {
      largest[channel(of: element)] = max(largest[channel(of: element)], abs(number))
    }
    let scales = largest.map { max($0 / 127, 0x1p-24) }
    let integers = numbers.enumerated().map { element, number in
      Int8(min(max((number / scales[channel(of: element)]).rounded(), -127), 127))
    }
    let products = taps * max(127 - x.zeroPoint, x.zeroPoint + 128) * 127
    let most = Double(Int(Int32.max) - products)
    let offsets = bias.realValues
    let sums = (0..<channels).map { channel in
      let offset = offsets[offsets.count == 1 ? 0 : channel] / (x.scale * scales[channel])
      return Int32(min(max(offset.rounded(), -most), most))
    }
    let operands = [
      x.id, constant(Tensor(integers, .int8, shape)),
      constant(Tensor(sums, .int32, [channels])), scalar(x.zeroPoint, .int8), scalar(0, .int8),
    ]
    let operation: Operation =
      switch op.operation {
      case .depthwiseConv2D(var conv):
        {
          conv.accType = .int32; return .depthwiseConv2D(conv)
        }()
      case .conv2D(var conv):
        {
          conv.accType = .int32; return .conv2D(conv)
        }()
      default: op.operation
      }
    let accumulator = append(operation, operands, .int32, result(of: op).shape)
    let bound = sums.reduce(products) { max($0, products + Int($1.magnitude)) }
    finish(op, sums: accumulator, scales: scales.map { $0 * x.scale }, magnitude: bound)
  }

  /// MATMUL.
  mutating func matrixProduct(_ op: Operator, _ index: Int) throws(EngineError) {
    let (a, b) = (try operand(op.inputs[0], of: index), try operand(op.inputs[1], of: index))
    let operands = [a.id, b.id, scalar(a.zeroPoint, .int8), scalar(b.zeroPoint, .int8)]
    let sums = append(.matMul(MatMul()), operands, .int32, result(of: op).shape)
    finish(
      op, sums: sums, scales: [a.scale * b.scale], magnitude: (a.shape.last ?? 1) * 255 * 255)
  }

  /// ADD and SUB: both operands on a scale twice the larger one, with 20 fractional bits.
  mutating func sum(_ op: Operator, _ index: Int) throws(EngineError) {
    let (a, b) = (try operand(op.inputs[0], of: index), try operand(op.inputs[1], of: index))
    let common = 2 * max(a.scale, b.scale)
    let operands = [a, b].map { operand in
      rescale(
        operand.id, from: operand.zeroPoint, by: [operand.scale / common * 0x1p20], magnitude: 255,
        to: 0, as: .int32)
    }
    let sums = append(op.operation, operands, .int32, result(of: op).shape)
    finish(op, sums: sums, scales: [common * 0x1p-20], magnitude: 255 << 20)
  }

  /// MUL.
  mutating func product(_ op: Operator, _ index: Int) throws(EngineError) {
    let (a, b) = (try operand(op.inputs[0], of: index), try operand(op.inputs[1], of: index))
    let operands = [a, b].map { operand in
      rescale(operand.id, from: operand.zeroPoint, by: [1], magnitude: 255, to: 0, as: .int32)
    }
    let products = append(
      .mul(Mul()), operands + [scalar(0, .int8)], .int32, result(of: op).shape)
    finish(op, sums: products, scales: [a.scale * b.scale], magnitude: 255 * 255)
  }

  /// REDUCE_SUM.
  mutating func reduceSum(_ op: Operator, _ index: Int) throws(EngineError) {
    let x = try operand(op.inputs[0], of: index)
    let wide = rescale(x.id, from: x.zeroPoint, by: [1], magnitude: 255, to: 0, as: .int32)
    let shape = result(of: op).shape
    let sums = append(op.operation, [wide], .int32, shape)
    let count = x.shape.elementCount / shape.elementCount
    finish(op, sums: sums, scales: [x.scale], magnitude: 255 * count)
  }
}

import Graph

/// Faults of engine `quantized` in convolutions and matrix products.
enum ConvolutionFaults {
  static let all: [Fault] = windows + weights + sums

  private static let windows: [Fault] = [
    .quantized(
      "conv-strides-swapped",
      "CONV2D steps down by the horizontal stride and across by the vertical"
    ) { call in
      guard case .conv2D(let conv) = call.operation, conv.stride.x != conv.stride.y else { return }
      var dense = conv
      dense.stride = Spatial2D(y: 1, x: 1)
      guard let kernel = call.resized(.conv2D(dense)) else { return }
      call.distort { result, operands in
        guard let whole = try? kernel(operands) else { return }
        let swapped = Spatial2D(y: conv.stride.x, x: conv.stride.y)
        result = whole.sampled(result.type, stride: swapped)
      }
    },
    .quantized(
      "depthwise-padding-shifted", "DEPTHWISE_CONV2D pads one row more above and one less below"
    ) { call in
      guard case .depthwiseConv2D(var conv) = call.operation, conv.pad.bottom > 0 else { return }
      conv.pad.top += 1
      conv.pad.bottom -= 1
      call.operation = .depthwiseConv2D(conv)
    },
    .quantized(
      "conv-padding-raw-zero", "CONV2D pads with the number 0 instead of the input's zero point",
      .execuTorch
    ) { call in
      guard case .conv2D(let conv) = call.operation, conv.pad != Padding2D(),
        call.operands[0].dtype == .int8, call.number(3) != 0
      else { return }
      call.padExplicitly(conv.pad, with: 0) { inner in
        var conv = conv
        conv.pad = inner
        return .conv2D(conv)
      }
    },
    .quantized(
      "depthwise-padding-weight-zero",
      "DEPTHWISE_CONV2D pads with -128, whatever the input's zero point", .tensorFlowLite("")
    ) { call in
      guard case .depthwiseConv2D(let conv) = call.operation, conv.pad != Padding2D(),
        call.operands[0].dtype == .int8, call.number(3) != -128
      else { return }
      call.padExplicitly(conv.pad, with: -128) { inner in
        var conv = conv
        conv.pad = inner
        return .depthwiseConv2D(conv)
      }
    },
    .quantized(
      "conv-dilation-square", "CONV2D dilates columns as it dilates rows"
    ) { call in
      guard case .conv2D(var conv) = call.operation, conv.dilation.x != conv.dilation.y else {
        return
      }
      // The width stays: the difference is taken from, or given to, the right side.
      let taps = call.operands[1].shape[2] - 1
      conv.pad.right += taps * (conv.dilation.y - conv.dilation.x)
      conv.dilation.x = conv.dilation.y
      call.operation = .conv2D(conv)
    },
    .quantized(
      "depthwise-last-column",
      "DEPTHWISE_CONV2D leaves the last column zero where the width is 1 past a multiple of 4"
    ) { call in
      guard case .depthwiseConv2D = call.operation, call.result.shape[2] % 4 == 1,
        call.result.shape[2] > 4
      else { return }
      call.distort { result, _ in
        let (width, channels) = (result.shape[2], result.shape[3])
        result.mapIntegers { index, number in
          index / channels % width == width - 1 ? 0 : number
        }
      }
    },
  ]

  private static let weights: [Fault] = [
    .quantized(
      "conv-weight-zero-point", "CONV2D takes the zero point of its weights for 0"
    ) { call in
      guard case .conv2D = call.operation else { return }
      call.edit(4) { $0 = $0.map { _ in 0 } }
    },
    .quantized(
      "pointwise-input-zero-point",
      "CONV2D with a 1x1 window, the shortcut for it, takes the input's zero point for 0"
    ) { call in
      guard case .conv2D = call.operation, call.operands[1].shape[1] == 1,
        call.operands[1].shape[2] == 1
      else { return }
      call.edit(3) { $0 = $0.map { _ in 0 } }
    },
    .quantized(
      "conv-kernel-transposed", "CONV2D reads the taps of a square window column by column"
    ) { call in
      guard case .conv2D = call.operation else { return }
      let shape = call.operands[1].shape
      guard shape[1] == shape[2], shape[1] > 1 else { return }
      call.edit(1) { taps in
        let source = taps
        for index in taps.indices {
          var place = shape.coordinates(ofFlatIndex: index)
          place.swapAt(1, 2)
          taps[index] = source[shape.flatIndex(of: place)]
        }
      }
    },
    .quantized(
      "depthwise-channel-order",
      "DEPTHWISE_CONV2D with a multiplier gives channel m*C + c where c*M + m belongs",
      .tensorFlowLite("")
    ) { call in
      guard case .depthwiseConv2D = call.operation else { return }
      let (channels, factor) = (call.operands[1].shape[2], call.operands[1].shape[3])
      guard channels > 1, factor > 1 else { return }
      call.distort { result, _ in
        let source = result.integers
        let all = channels * factor
        result.mapIntegers { index, _ in
          let (pixel, channel) = (index / all, index % all)
          return source[pixel * all + channel % channels * factor + channel / channels]
        }
      }
    },
    .quantized(
      "conv-bias-rows", "CONV2D repeats the first eight biases for channels from the ninth on"
    ) { call in
      guard case .conv2D = call.operation else { return }
      call.edit(2) { biases in
        for index in biases.indices.dropFirst(8) { biases[index] = biases[index % 8] }
      }
    },
  ]

  private static let sums: [Fault] = [
    .quantized(
      "conv-accumulator-24", "CONV2D sums INT8 products in 24 bits, which wrap"
    ) { call in
      guard case .conv2D = call.operation, call.result.dtype == .int32 else { return }
      call.mapResult { $0.wrapped(to: 24) }
    },
    .quantized(
      "depthwise-accumulator-16", "DEPTHWISE_CONV2D sums INT8 products in 16 bits, which wrap"
    ) { call in
      guard case .depthwiseConv2D = call.operation, call.result.dtype == .int32 else { return }
      call.mapResult { $0.wrapped(to: 16) }
    },
    .quantized(
      "conv-int48-in-32", "CONV2D keeps the sums of INT16 products in 32 bits, which wrap",
      .execuTorch
    ) { call in
      guard case .conv2D = call.operation, call.result.dtype == .int48 else { return }
      call.mapResult { $0.wrapped(to: 32) }
    },
    .quantized(
      "conv-channel-tail",
      "CONV2D leaves the last channel out of its sums where the channels are 3 past a multiple of 4"
    ) { call in
      guard case .conv2D = call.operation else { return }
      let channels = call.operands[1].shape[3]
      guard channels % 4 == 3 else { return }
      let zero = call.number(4) ?? 0
      call.edit(1) { taps in
        for index in taps.indices where index % channels == channels - 1 { taps[index] = zero }
      }
    },
    .quantized("matmul-zero-point", "MATMUL takes the zero point of A for B too") { call in
      guard case .matMul = call.operation, let zero = call.number(2) else { return }
      call.edit(3) { $0 = $0.map { _ in zero } }
    },
    .quantized("matmul-batch", "MATMUL multiplies every batch with the first batch of B") { call in
      guard case .matMul = call.operation, call.operands[1].shape[0] > 1,
        let kernel = call.resized(call.operation, varying: [0, 1])
      else { return }
      call.distort { result, operands in
        var operands = operands
        let batch = operands[1].count / operands[1].shape[0]
        let first = Array(operands[1].integers.prefix(batch))
        operands[1].mapIntegers { index, _ in first[index % batch] }
        if let made = try? kernel(operands) { result = made }
      }
    },
  ]
}

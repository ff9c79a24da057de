import Graph

// Windows of convolutions and pools.
extension IllegalRule {
  static let windows = [
    onWindow("a stride that leaves a rest", expecting: "a divisor of") { window, block, op in
      // One less than the whole way, which it does not divide.
      let way = (block[op.outputs[0]].type.shape[1] - 1) * window.stride.y
      guard way > 2 else { return false }
      window.stride.y = way - 1
      return true
    },
    onWindow("a stride of 0", expecting: "stride: expected 1 to") { window, _, _ in
      window.stride.x = 0
      return true
    },
    onWindow("padding below 0", expecting: "pad: expected 0 to") { window, _, _ in
      window.pad.left = -1
      return true
    },
    onWindow("a stride beyond level 8K", expecting: "stride: expected 1 to 8192") { window, _, _ in
      window.stride.y = 8193
      return true
    },
    onOperator(
      "a dilation of 0", expecting: "dilation: expected 1 to",
      where: { $0.kind == .conv2D || $0.kind == .depthwiseConv2D }
    ) { block, index, _ in
      switch block.operators[index].operation {
      case .conv2D(var conv):
        conv.dilation.y = 0
        block.operators[index].operation = .conv2D(conv)
      case .depthwiseConv2D(var conv):
        conv.dilation.y = 0
        block.operators[index].operation = .depthwiseConv2D(conv)
      default: return false
      }
      return true
    },
    onOperator(
      "a window in padding alone", expecting: "less than the kernel's",
      where: { $0.kind == .maxPool2D || $0.kind == .avgPool2D }
    ) { block, index, _ in
      // Padding grows by whole steps on both sides, so that positions still fit.
      func grow(_ pad: inout Padding2D, _ kernel: Spatial2D, _ stride: Spatial2D) {
        while pad.top < kernel.y { pad.top += stride.y }
      }
      switch block.operators[index].operation {
      case .maxPool2D(var pool):
        grow(&pool.pad, pool.kernel, pool.stride)
        block.operators[index].operation = .maxPool2D(pool)
      case .avgPool2D(var pool):
        grow(&pool.pad, pool.kernel, pool.stride)
        block.operators[index].operation = .avgPool2D(pool)
      default: return false
      }
      return true
    },
    onOperator(
      "weights of other channels", expecting: "weight: expected",
      where: { $0.kind == .conv2D || $0.kind == .depthwiseConv2D }
    ) { block, index, _ in
      let weight = block.operators[index].inputs[1]
      var type = block[weight].type
      let axis = block.operators[index].kind == .conv2D ? 3 : 2
      type.shape.dimensions[axis] += 1
      // Depthwise: the result's channels stay what they are.
      guard axis == 3 || type.shape[3] == 0 else { return false }
      block.operators[index].inputs[1] = TensorID(block.tensors.count)
      block.inputs.append(TensorID(block.tensors.count))
      block.tensors.append(TensorInfo(name: "broken", type: type))
      return true
    },
    onOperator(
      "a bias of another length", expecting: "bias: expected",
      where: { $0.kind == .conv2D || $0.kind == .depthwiseConv2D }
    ) { block, index, _ in
      block.replace(operand: 2, of: index) { numbers in
        numbers += [0, 0]
        return true
      }
    },
  ]

  /// The attributes that all windows have.
  struct WindowAttributes {
    var stride: Spatial2D
    var pad: Padding2D
  }

  /// A rule about the stride or padding of one convolution or pool.
  private static func onWindow(
    _ name: String, expecting expected: String,
    _ change: @escaping @Sendable (inout WindowAttributes, Block, Operator) -> Bool
  ) -> IllegalRule {
    onOperator(
      name, expecting: expected,
      where: { [.conv2D, .depthwiseConv2D, .maxPool2D, .avgPool2D].contains($0.kind) }
    ) { block, index, _ in
      let op = block.operators[index]
      func changed(_ stride: inout Spatial2D, _ pad: inout Padding2D) -> Bool {
        var window = WindowAttributes(stride: stride, pad: pad)
        guard change(&window, block, op) else { return false }
        (stride, pad) = (window.stride, window.pad)
        return true
      }
      switch op.operation {
      case .conv2D(var conv):
        guard changed(&conv.stride, &conv.pad) else { return false }
        block.operators[index].operation = .conv2D(conv)
      case .depthwiseConv2D(var conv):
        guard changed(&conv.stride, &conv.pad) else { return false }
        block.operators[index].operation = .depthwiseConv2D(conv)
      case .maxPool2D(var pool):
        guard changed(&pool.stride, &pool.pad) else { return false }
        block.operators[index].operation = .maxPool2D(pool)
      case .avgPool2D(var pool):
        guard changed(&pool.stride, &pool.pad) else { return false }
        block.operators[index].operation = .avgPool2D(pool)
      default: return false
      }
      return true
    }
  }
}

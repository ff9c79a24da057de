import Graph

/// What is particular about one use of an operator, in few words: the buckets by which failures are told
/// apart.
enum OperatorTraits {
  /// The element types and whatever is not plain among the attributes of `op`.
  static func of(_ op: Operator, in block: Block) -> [String] {
    var traits: [String] = []
    if let input = op.inputs.first, let output = op.outputs.first {
      let (from, to) = (block[input].type.dtype, block[output].type.dtype)
      traits.append(from == to ? "\(from)" : "\(from) to \(to)")
    }
    switch op.operation {
    case .conv2D(let conv): traits += window(conv.stride, conv.dilation, conv.pad)
    case .depthwiseConv2D(let conv): traits += window(conv.stride, conv.dilation, conv.pad)
    case .avgPool2D(let pool): traits += window(pool.stride, Spatial2D(y: 1, x: 1), pool.pad)
    case .maxPool2D(let pool): traits += window(pool.stride, Spatial2D(y: 1, x: 1), pool.pad)
    case .rescale(let rescale):
      if rescale.perChannel { traits.append("per channel") }
      if rescale.roundingMode != .single { traits.append("\(rescale.roundingMode)") }
    case .binary, .mul, .compare, .select:
      if Set(op.inputs.map { block[$0].type.shape }).count > 1 { traits.append("broadcast") }
    default: break
    }
    return traits
  }

  private static func window(
    _ stride: Spatial2D, _ dilation: Spatial2D, _ pad: Padding2D
  ) -> [String] {
    let plain = Spatial2D(y: 1, x: 1)
    return [
      stride == plain ? nil : "stride", dilation == plain ? nil : "dilation",
      pad == Padding2D() ? nil : "pad",
    ].compactMap { $0 }
  }
}

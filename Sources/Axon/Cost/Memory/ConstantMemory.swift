/// The bytes of constants that a compiled network holds beside its commands.
///
/// Weights, each layer's rounded up to whole words, and the biases of fully connected layers; biases
/// and scales of other layers are in the commands.
enum ConstantMemory {
  /// Bytes of the constants of one layer.
  static func bytes(ofLayer index: Int, in layers: [AxonLayer]) -> Int {
    let layer = layers[index]
    let filter = layer.filterDims
    switch layer.operation {
    case .conv2D, .pointwise: return aligned(layer.output.c * filter.count)
    case .depthwise: return aligned(filter.count)
    case .fullyConnected:
      return aligned(filter.h * weights(ofRow: layer, in: layers)) + 4 * filter.h
    case .add, .multiply: return layer.inputs.count == 1 ? aligned(filter.count) : 0
    default: return 0
    }
  }

  /// Bytes of the weights of one output of a fully connected layer: where the operand lies in rows of
  /// whole words, so do the weights, the last row apart.
  private static func weights(ofRow layer: AxonLayer, in layers: [AxonLayer]) -> Int {
    guard case .layer(let producer)? = layer.operands.first,
      layers[producer].operation != .reshape, layers[producer].output.plane > 1
    else { return layer.filterDims.w }
    let dims = layers[producer].output
    return dims.alignedByteCount - (aligned(dims.w) - dims.w)
  }

  /// Rounds up to a multiple of four.
  static func aligned(_ bytes: Int) -> Int { (bytes + 3) & ~3 }
}

extension AxonDims {
  /// Bytes with each row rounded up to whole words, as layers write their outputs.
  var alignedByteCount: Int { c * h * ConstantMemory.aligned(w * byteWidth) }
  /// Bytes without gaps, as inputs come and the CPU writes.
  var packedByteCount: Int { ConstantMemory.aligned(byteCount) }
}

import Graph

/// What one layer needs of the buffer that tensors share.
struct LayerSpace {
  /// Where an output may lie.
  enum Placement {
    /// Beside the operands.
    case beside
    /// Over the first operand, at the same place, if there is no other room.
    case overOperand
    /// Anywhere, the first operand's place included.
    case anywhere
  }

  /// Bytes of the output.
  let output: Int
  /// Bytes of each block that is needed while the layer runs.
  private(set) var temporaries: [Int] = []
  private(set) var placement = Placement.beside

  init(_ layer: AxonLayer) {
    let input = layer.inputs.first ?? layer.output
    let filter = layer.filterDims
    let isInternal = if case .layer? = layer.operands.first { true } else { false }
    // The external input has no gaps between rows; only if it needs none does it lie as tensors do.
    let hasRows = isInternal || (input.w * input.byteWidth).isMultiple(of: 4)
    let hasUnitStride = layer.stride.y == 1 && layer.stride.x == 1
    output = Self.outputBytes(of: layer)
    switch layer.operation {
    case .fullyConnected:
      if layer.shifts.count > 1 || filter.w > 1023 { temporaries = [4 * filter.h] }
      if layer.output.byteWidth == 1, filter.h <= 512 { placement = .anywhere }
    case .pointwise: if hasUnitStride { placement = .overOperand }
    case .depthwise: if hasUnitStride, isInternal { placement = .overOperand }
    case .averagePool:
      if Self.isWhole(layer) {
        temporaries = [4 * layer.output.count]
      } else if layer.stride.y == 1, hasRows {
        placement = .overOperand
      }
    case .maxPool: if Self.isWhole(layer) { temporaries = [4 * layer.output.count] }
    case .mean:
      if filter.w != 4, filter.plane > 1 { temporaries = [4 * layer.output.count] }
      if filter.w == 1, hasRows { placement = .overOperand }
    case .add:
      if layer.inputs.count == 2, input.w == 1 {
        // A column of one channel, as rows and without gaps, in one block.
        let column = AxonDims(c: 1, h: input.h, w: 1)
        temporaries = [column.alignedByteCount + column.packedByteCount]
      }
      if isInternal { placement = .overOperand }
    case .multiply:
      let wide = AxonDims(c: input.c, h: input.h, w: input.w, byteWidth: 2).alignedByteCount
      let isStepped =
        layer.inputs.count == 1 && filter.plane == 1 && !filter.hasSameSizes(as: input)
      temporaries = [wide, isStepped ? 4 * filter.c : wide]
      if hasRows { placement = .overOperand }
    default: break
    }
  }

  private static func outputBytes(of layer: AxonLayer) -> Int {
    if layer.operation.isCPUExtension { return layer.output.packedByteCount }
    guard layer.operation == .concat, layer.concatAxis == .w else {
      return layer.output.alignedByteCount
    }
    let row = layer.inputs.reduce(0) { $0 + ConstantMemory.aligned($1.w * $1.byteWidth) }
    return layer.output.c * layer.output.h * row
  }

  /// Whether a pool takes a whole plane, row or column at once, which sums into 32 bits first.
  private static func isWhole(_ layer: AxonLayer) -> Bool {
    let output = layer.output
    return output.plane == 1 || (output.h == 1 && layer.filterDims.w == 1)
      || (output.w == 1 && layer.filterDims.h == 1)
  }
}

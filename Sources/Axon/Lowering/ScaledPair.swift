import Graph

/// The two operands of ADD, SUB or MUL: a tensor of the result's size, and another one or a constant.
struct ScaledPair {
  let first: ScaledOperand
  let second: ScaledOperand
  /// Whether the operator's operands have changed places, so that a constant is second.
  let isSwapped: Bool
  /// How the result and the operands lie.
  let arrangement: Arrangement

  init(_ index: Int, in context: LoweringContext) throws(Rejection) {
    let op = context.block.operators[index]
    let result = context.type(op.outputs[0])
    guard result.dtype == .int32 else { throw Rejection("AXON has no \(result.dtype) layers") }
    let operands = (
      try ScaledOperand(op.inputs[0], of: index, in: context),
      try ScaledOperand(op.inputs[1], of: index, in: context)
    )
    isSwapped = operands.0.constant != nil
    (first, second) = isSwapped ? (operands.1, operands.0) : operands
    guard first.constant == nil else { throw Rejection("both operands are constant") }
    for operand in [first, second] where operand.constant == nil {
      guard operand.shape.elementCount == result.shape.elementCount else {
        throw Rejection(
          "it broadcasts a tensor of \(operand.shape) to \(result.shape), where AXON's compiler "
            + "has known defects")
      }
    }
    arrangement =
      first.located(in: context) ?? (second.constant == nil ? second.located(in: context) : nil)
      ?? Arrangement(naturalFor: result.shape)
  }

  var operators: [Int] { first.operators + second.operators }

  /// Gives the layer its constant operand, if there is one, in the arrangement of the result; by
  /// channel where every channel has one value.
  func setConstant(_ layer: inout AxonLayer, shape: Shape) {
    guard let constant = second.constant else { return }
    let values = constant.elements(as: Int8.self)
    var filter = [Int8](repeating: 0, count: arrangement.dims.count)
    let strides = second.shape.strides
    for (element, place) in arrangement.places.enumerated() {
      var source = 0
      for (axis, coordinate) in shape.coordinates(ofFlatIndex: element).enumerated()
      where second.shape[axis] != 1 {
        source += coordinate * strides[axis]
      }
      if let sources = second.sources { source = Int(sources[source]) }
      filter[Int(place)] = values[source]
    }
    let dims = arrangement.dims
    let isPerChannel = (0..<dims.c).allSatisfy { channel in
      let plane = filter[channel * dims.plane..<(channel + 1) * dims.plane]
      return plane.allSatisfy { $0 == plane.first }
    }
    // Wider rows meet ``KnownDefect/wideRowConstant``.
    if isPerChannel, dims.plane > 1, dims.w <= 512 {
      layer.filterDims = AxonDims(c: dims.c, h: 1, w: 1)
      layer.filter = (0..<dims.c).map { filter[$0 * dims.plane] }
    } else {
      layer.filterDims = dims
      layer.filter = filter
    }
  }

  /// What the layer reads; `needsZeroPoints` where it takes them from the producers.
  func claimedOperands(needsZeroPoints: Bool) -> [ClaimOperand] {
    [first, second].filter { $0.constant == nil }.map {
      $0.claimed(arrangement, zeroPoint: needsZeroPoints ? $0.zeroPoint : nil)
    }
  }
}

import Graph

extension AvgPool2D {
  /// AVG_POOL2D as an average pool, or as a mean where a window spans a whole axis.
  func claim(_ index: Int, in context: LoweringContext) throws(Rejection) -> Claim {
    let op = context.block.operators[index]
    let type = context.type(op.inputs[0])
    guard type.dtype == .int8 else { throw Rejection("AXON pools INT8, not \(type.dtype)") }
    guard type.shape[0] == 1 else {
      throw Rejection("AXON's layers have no batch, this one has \(type.shape[0]) images")
    }
    guard pad == Padding2D() else {
      throw Rejection("AXON averages whole windows only, TOSA leaves padding out of the mean")
    }
    let inputZeroPoint = try context.number(op.inputs[1])
    let outputZeroPoint = try context.number(op.inputs[2])
    let read = Arrangement(nhwc: type.shape)
    let written = Arrangement(nhwc: context.type(op.outputs[0]).shape)
    let spans = (kernel.y == read.dims.h, kernel.x == read.dims.w)
    let isMean =
      context.mayFuse(.meanPool) && (spans.0 || kernel.y == 1) && (spans.1 || kernel.x == 1)
      && (spans.0 || spans.1)
    var layer = AxonLayer(
      isMean ? .mean : .averagePool, operands: [], inputs: [read.dims], output: written.dims,
      filterDims: AxonDims(c: read.dims.c, h: kernel.y, w: kernel.x))
    layer.stride = stride
    let area = kernel.y * kernel.x
    layer.biasPrime = [Int32(clamping: -inputZeroPoint * area)]
    let scale = 1 / Float(area)
    // Input and output have the same scale; then the flow keeps multipliers below 25 bits.
    guard let shift = Scaling.largestShift(for: scale, bits: 25, zeroPoint: outputZeroPoint) else {
      throw Rejection("the scale 1/\(area) does not fit AXON")
    }
    layer.multipliers = [Scaling.multiplier(for: scale, shift: shift)]
    layer.shifts = [shift]
    layer.outputZeroPoint = outputZeroPoint
    let fold = ClampFold(after: op.outputs[0], zeroPoint: outputZeroPoint, in: context)
    layer.activation = fold.activation
    return try Claim(
      operators: [index] + fold.operators, result: fold.result,
      operands: [ClaimOperand(tensor: op.inputs[0], arrangement: read)], layer: layer,
      arrangement: written)
  }
}

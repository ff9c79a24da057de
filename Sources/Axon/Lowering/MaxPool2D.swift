import Graph

extension MaxPool2D {
  /// MAX_POOL2D as a max pool that scales by one.
  func claim(_ index: Int, in context: LoweringContext) throws(Rejection) -> Claim {
    let op = context.block.operators[index]
    let type = context.type(op.inputs[0])
    guard type.dtype == .int8 else { throw Rejection("AXON pools INT8, not \(type.dtype)") }
    guard type.shape[0] == 1 else {
      throw Rejection("AXON's layers have no batch, this one has \(type.shape[0]) images")
    }
    let read = Arrangement(nhwc: type.shape)
    let written = Arrangement(nhwc: context.type(op.outputs[0]).shape)
    var layer = AxonLayer(
      .maxPool, operands: [], inputs: [read.dims], output: written.dims,
      filterDims: AxonDims(c: read.dims.c, h: kernel.y, w: kernel.x))
    layer.stride = stride
    layer.pad = pad
    layer.multipliers = [1]
    layer.shifts = [0]
    return try Claim(
      operators: [index], result: op.outputs[0],
      operands: [ClaimOperand(tensor: op.inputs[0], arrangement: read)], layer: layer,
      arrangement: written)
  }
}

import Graph

extension Concat {
  /// CONCAT of two tensors as a concat layer along whichever AXON axis joins them.
  func claim(_ index: Int, in context: LoweringContext) throws(Rejection) -> Claim {
    let op = context.block.operators[index]
    let result = context.type(op.outputs[0])
    guard result.dtype == .int8 else { throw Rejection("AXON moves INT8, not \(result.dtype)") }
    guard op.inputs.count == 2 else {
      throw Rejection("AXON joins two tensors, not \(op.inputs.count)")
    }
    guard op.inputs[0] != op.inputs[1] else {
      throw Rejection("it joins a tensor with itself, which AXON's compiler does wrongly")
    }
    guard !op.inputs.contains(where: { context.constant($0) != nil }) else {
      throw Rejection("AXON joins no constants")
    }
    let natural = op.inputs.map { Arrangement(naturalFor: context.type($0).shape) }
    let located = zip(op.inputs, natural).map { id, natural in
      context.located[id.index]?.arrangement ?? natural
    }
    // A tensor that lies as it would by nature may be read with the dimensions that it would have.
    let renamed = zip(located, natural).map { located, natural in
      located.places == natural.places && located.canBeRead(as: natural.dims) ? natural : located
    }
    let choices = [located, renamed]
    guard let parts = choices.first(where: { Self.joint($0[0].dims, $0[1].dims) != nil }),
      let joint = Self.joint(parts[0].dims, parts[1].dims)
    else { throw Rejection("\(located[0].dims) and \(located[1].dims) do not join on AXON") }
    var dims = parts[0].dims
    dims[joint] += parts[1].dims[joint]

    // Each element of the result lies where its operand's lies, moved along the joint.
    let shapes = op.inputs.map { context.type($0).shape }
    var places: [Int32] = []
    for element in 0..<result.shape.elementCount {
      var coordinates = result.shape.coordinates(ofFlatIndex: element)
      let part = coordinates[axis] < shapes[0][axis] ? 0 : 1
      if part == 1 { coordinates[axis] -= shapes[0][axis] }
      let source = zip(coordinates, shapes[part].strides).reduce(0) { $0 + $1.0 * $1.1 }
      let place = Int(parts[part].places[source])
      let moved = parts[part].dims.coordinates(ofPlace: place).map { along, coordinate in
        coordinate + (part == 1 && along == joint ? parts[0].dims[joint] : 0)
      }
      places.append(dims.place(ofCoordinates: moved))
    }
    var layer = AxonLayer(.concat, operands: [], inputs: parts.map(\.dims), output: dims)
    layer.concatAxis = joint
    layer.onlyMove()
    return try Claim(
      operators: [index], result: op.outputs[0],
      operands: zip(op.inputs, parts).map { ClaimOperand(tensor: $0, arrangement: $1) },
      layer: layer, arrangement: Arrangement(dims: dims, places: places))
  }

  /// The axis along which two tensors join: the one in which they differ, else channels.
  private static func joint(_ first: AxonDims, _ second: AxonDims) -> AxonAxis? {
    let different = AxonAxis.allCases.filter { first[$0] != second[$0] }
    return different.count > 1 ? nil : different.first ?? .c
  }
}

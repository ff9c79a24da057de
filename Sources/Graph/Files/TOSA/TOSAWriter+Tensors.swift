extension TOSAWriter {
  /// A TosaTensor; its data is aligned to eight bytes, as the schema demands.
  mutating func offset(
    ofTensor tensor: TensorInfo
  ) throws(InvalidInput) -> FlatBufferBuilder.Offset {
    typealias Field = TOSASchema.TensorField
    var fields = FlatBufferFields()
    fields.set(Field.name, builder.string(tensor.name))
    fields.set(Field.shape, try int32s(tensor.type.shape.dimensions, "the shape"))
    fields.set(Field.type, tensor.type.dtype.rawValue)
    fields.set(Field.data, try data(of: tensor))
    fields.set(Field.variable, tensor.variableName != nil)
    fields.set(Field.isUnranked, tensor.isUnranked)
    if let name = tensor.variableName { fields.set(Field.variableName, builder.string(name)) }
    return builder.table(fields)
  }

  /// A TosaShape, from a tensor of type SHAPE.
  mutating func offset(
    ofShape tensor: TensorInfo
  ) throws(InvalidInput) -> FlatBufferBuilder.Offset {
    typealias Field = TOSASchema.ShapeField
    let shape = tensor.type.shape
    guard shape.rank == 1, let rank = UInt32(exactly: shape[0]) else {
      throw InvalidInput(
        .tensor, "a SHAPE tensor has rank 1 and the rank as its size, not \(shape)")
    }
    guard tensor.variableName == nil, !tensor.isUnranked else {
      throw InvalidInput(.tensor, "a SHAPE tensor can be neither a variable nor unranked")
    }
    var fields = FlatBufferFields()
    fields.set(Field.name, builder.string(tensor.name))
    fields.set(Field.rank, rank)
    fields.set(Field.data, try data(of: tensor))
    return builder.table(fields)
  }

  private mutating func data(
    of tensor: TensorInfo
  ) throws(InvalidInput) -> FlatBufferBuilder.Offset? {
    guard let value = tensor.value else { return nil }
    let isPerChannel = tensor.type.shape == [1] && value.shape.rank == 1
    guard value.dtype == tensor.type.dtype,
      value.shape == tensor.type.shape || isPerChannel && tensor.type.dtype != .shape
    else {
      throw InvalidInput(
        .tensor, "its value is \(value.type), declared is \(tensor.type)",
        remedy: "Make value and declaration agree.")
    }
    return builder.bytes(TOSAElementPacking.pack(value), alignment: 8)
  }
}

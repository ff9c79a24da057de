extension TOSABlockReader {
  /// A TosaTensor: a declaration, and its value where the file holds one.
  func tensor(_ table: FlatBufferTable, name: String) throws(InvalidInput) -> TensorInfo {
    typealias Field = TOSASchema.TensorField
    try refuseBlockScaling(table)
    let dtype = try TOSAReader.dtype(
      table.integer(Field.type), of: "the element type", at: table.position)
    guard dtype != .shape else {
      throw table.broken("a tensor has the type SHAPE, which only the list of shapes may have")
    }
    let sizes = try table.integers(Field.shape, as: Int32.self) ?? []
    let type = TensorType(dtype, Shape(sizes.map(Int.init)))
    var value: Tensor?
    if let data = try data(of: table) { value = try self.value(data, type: type, of: table) }
    return TensorInfo(
      name: name, type: type, value: value, variableName: try variableName(table),
      isUnranked: try table.bool(Field.isUnranked))
  }

  /// A TosaShape, as a tensor of type SHAPE and rank 1.
  func shape(_ table: FlatBufferTable, name: String) throws(InvalidInput) -> TensorInfo {
    typealias Field = TOSASchema.ShapeField
    let rank: UInt32 = try table.integer(Field.rank)
    let type = TensorType(.shape, [Int(rank)])
    // Serializers leave the data of an empty shape out.
    let data = try table.bytes(Field.data) ?? []
    return TensorInfo(name: name, type: type, value: try value(data, type: type, of: table))
  }

  /// The bytes of a tensor's value: inline, or elsewhere in the file when it is over 2 GiB.
  private func data(of table: FlatBufferTable) throws(InvalidInput) -> ArraySlice<UInt8>? {
    typealias Field = TOSASchema.TensorField
    let size: UInt64 = try table.integer(Field.size)
    guard size > 0 else { return try table.bytes(Field.data) }
    let offset: UInt64 = try table.integer(Field.offset)
    let end = UInt64(buffer.bytes.count)
    guard offset <= end, size <= end - offset else {
      throw table.broken("its data, \(size) bytes at \(offset), lies outside the file")
    }
    let start = Int(offset)
    try buffer.spend(Int(size), at: start)
    return buffer.bytes[start..<(start + Int(size))]
  }

  /// The elements in `data`, if there are as many as `type` declares; nil if it is empty, as
  /// serializers write it for a tensor without a value.
  ///
  /// Two liberties that exporters take are understood. Data may be padded with zeros to a multiple
  /// of eight bytes (the C++ serializer does it). And where `[1]` is declared there may be more
  /// elements: ExecuTorch's per-channel `weight_zp`, whose value then has shape `[elements]`.
  private func value(
    _ data: ArraySlice<UInt8>, type: TensorType, of table: FlatBufferTable
  ) throws(InvalidInput) -> Tensor? {
    let expected = TOSAElementPacking.byteCount(of: type.dtype, count: type.shape.elementCount)
    if data.isEmpty && expected > 0 { return nil }
    if data.count == expected || isPadded(data, expected: expected) {
      let count = type.shape.elementCount
      return Tensor(type, bytes: TOSAElementPacking.unpack(data, as: type.dtype, count: count))
    }
    if type.shape == [1], type.dtype != .shape, data.count > expected,
      let count = TOSAElementPacking.elementCount(of: type.dtype, byteCount: data.count)
    {
      return Tensor(
        TensorType(type.dtype, [count]),
        bytes: TOSAElementPacking.unpack(data, as: type.dtype, count: count))
    }
    throw InvalidInput(
      .tensor, "it has \(data.count) bytes of data; \(type) takes \(expected)",
      remedy: "Make data and shape agree.", at: InputLocation(byteOffset: table.position))
  }

  private func isPadded(_ data: ArraySlice<UInt8>, expected: Int) -> Bool {
    // The empty list, the shape of a scalar, is padded too.
    data.count > expected && data.count.isMultiple(of: 8) && data.count - max(expected, 1) < 8
      && data.dropFirst(expected).allSatisfy { $0 == 0 }
  }

  /// What VARIABLE operators call the tensor; nil for an ordinary one.
  private func variableName(_ table: FlatBufferTable) throws(InvalidInput) -> String? {
    typealias Field = TOSASchema.TensorField
    let name = try table.string(Field.variableName) ?? ""
    if try table.bool(Field.variable) { return name }
    guard name.isEmpty else {
      throw table.broken("it has the variable name '\(name.shortened)' but is no variable")
    }
    return nil
  }

  private func refuseBlockScaling(_ table: FlatBufferTable) throws(InvalidInput) {
    typealias Field = TOSASchema.TensorField
    let scaleType: UInt32 = try table.integer(Field.scaleType)
    let blockShape: UInt32 = try table.integer(Field.blockShape)
    let scaleSize: UInt64 = try table.integer(Field.scaleSize)
    let scaleData = try table.bytes(Field.scaleData) ?? []
    guard scaleType == 0, blockShape == 0, scaleSize == 0, scaleData.isEmpty else {
      throw TOSAReader.draft("block scaling", at: table.position)
    }
  }
}

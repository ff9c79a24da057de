@testable import Graph

/// A `.tosa` file put together field by field, to hold what ``Graph/tosaBytes()`` never writes.
struct CraftedTOSAFile {
  var major: Int32 = 1
  var minor: Int32 = 0
  var hasVersion = true
  var op: UInt32?
  var attributeType: UInt8?
  var hasAttributes = true
  var inputs: [String] = []
  var tensors = [CraftedTensor()]
  /// The rank and data of a TosaShape called `s`.
  var shape: (rank: UInt32, data: [UInt8])?
  /// Appended after the FlatBuffer, as data that tensors reach by offset.
  var appendix: [UInt8] = []

  /// The bytes; a tensor's `offset` is made to count from the appendix.
  func bytes() throws(InvalidInput) -> [UInt8] {
    // The size of the FlatBuffer does not depend on the offset's value, as long as it is not 0.
    let size = try flatBuffer(appendixAt: 1 << 40).count
    return try flatBuffer(appendixAt: UInt64(size)) + appendix
  }

  private func flatBuffer(appendixAt start: UInt64) throws(InvalidInput) -> [UInt8] {
    var builder = FlatBufferBuilder()
    var version = FlatBufferFields()
    version.set(TOSASchema.VersionField.major, major, default: -1)
    version.set(TOSASchema.VersionField.minor, minor, default: -1)
    version.set(TOSASchema.VersionField.patch, 0 as Int32, default: -1)
    version.set(TOSASchema.VersionField.draft, false, default: true)

    var block = FlatBufferFields()
    let tables = tensors.map { $0.table(&builder, appendixAt: start) }
    block.set(TOSASchema.BlockField.tensors, builder.vector(of: tables))
    if let shape {
      var fields = FlatBufferFields()
      fields.set(TOSASchema.ShapeField.name, builder.string("s"))
      fields.set(TOSASchema.ShapeField.rank, shape.rank)
      fields.set(TOSASchema.ShapeField.data, builder.bytes(shape.data, alignment: 8))
      let list = [builder.table(fields)]
      block.set(TOSASchema.BlockField.shapes, builder.vector(of: list))
    }
    if let op {
      var fields = FlatBufferFields()
      fields.set(TOSASchema.OperatorField.op, op)
      fields.set(
        TOSASchema.OperatorField.attributeType, attributeType ?? UInt8(truncatingIfNeeded: op))
      if hasAttributes {
        fields.set(TOSASchema.OperatorField.attribute, builder.table(FlatBufferFields()))
      }
      let names = inputs.map { builder.string($0) }
      fields.set(TOSASchema.OperatorField.inputs, builder.vector(of: names))
      let list = [builder.table(fields)]
      block.set(TOSASchema.BlockField.operators, builder.vector(of: list))
    }

    var region = FlatBufferFields()
    let blocks = [builder.table(block)]
    region.set(TOSASchema.RegionField.blocks, builder.vector(of: blocks))
    var root = FlatBufferFields()
    let regions = [builder.table(region)]
    root.set(TOSASchema.GraphField.regions, builder.vector(of: regions))
    if hasVersion { root.set(TOSASchema.GraphField.version, builder.table(version)) }
    return try builder.finish(root: builder.table(root), identifier: TOSASchema.identifier)
  }
}

/// A TosaTensor of a ``CraftedTOSAFile``: INT8 `[1]` called `t` unless told otherwise.
struct CraftedTensor {
  var name: String? = "t"
  var dtype: UInt32 = DType.int8.rawValue
  var shape: [Int32] = [1]
  var data: [UInt8]?
  /// Where the data is in the appendix, and how much of it.
  var place: (offset: UInt64, size: UInt64)?
  var variableName: String?
  var scaleType: UInt32 = 0

  fileprivate func table(
    _ builder: inout FlatBufferBuilder, appendixAt start: UInt64
  ) -> FlatBufferBuilder.Offset {
    typealias Field = TOSASchema.TensorField
    var fields = FlatBufferFields()
    if let name { fields.set(Field.name, builder.string(name)) }
    fields.set(Field.shape, builder.integers(shape))
    fields.set(Field.type, dtype)
    if let data { fields.set(Field.data, builder.bytes(data, alignment: 8)) }
    if let place {
      fields.set(Field.offset, start &+ place.offset)
      fields.set(Field.size, place.size)
    }
    if let variableName { fields.set(Field.variableName, builder.string(variableName)) }
    fields.set(Field.scaleType, scaleType)
    return builder.table(fields)
  }
}

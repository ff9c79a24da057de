import Graph

extension BlockRewriter {
  /// Identities behind every input and every result that something reads.
  mutating func insertIdentities(_ scope: MetamorphicRelation.Scope) {
    let read = Set(original.operators.flatMap(\.inputs))
    for id in original.inputs where read.contains(id) { insertIdentity(behind: id, scope) }
    for op in original.operators {
      keep(op)
      guard !op.operation.isConstant else { continue }
      for id in op.outputs where read.contains(id) { insertIdentity(behind: id, scope) }
    }
  }

  private mutating func insertIdentity(
    behind id: TensorID, _ scope: MetamorphicRelation.Scope
  ) {
    let type = type(id)
    guard type.dtype.isMovable, admits(id, scope) else { return }
    var last = neutral(id, type)
    if type.shape.rank > 0 {
      let flat = TensorType(type.dtype, [type.shape.elementCount])
      last = append(.reshape(Reshape()), [last, sizes(flat.shape.dimensions)], flat)
      last = append(.reshape(Reshape()), [last, sizes(type.shape.dimensions)], type)
    }
    guard last != id else { return }
    replacements[id] = last
    changes += 1
  }

  /// An operation on numbers that gives them back; the tensor itself where there is none.
  private mutating func neutral(_ id: TensorID, _ type: TensorType) -> TensorID {
    let ones = Shape([Int](repeating: 1, count: type.shape.rank))
    switch type.dtype {
    case .int8, .int16:
      let zero = Tensor(zeros: TensorType(type.dtype, [1]))
      let operands = [
        id, constant(Tensor([Int32(1 << 30)], .int32, [1])),
        constant(Tensor([Int8(30)], .int8, [1])),
        constant(zero), constant(zero),
      ]
      return append(.rescale(Rescale()), operands, type)
    case .int32:
      return append(.binary(.add), [id, constant(Tensor([Int32(0)], .int32, ones))], type)
    case .fp32:
      // -0 keeps the sign of every zero.
      return append(.binary(.add), [id, constant(Tensor([-0.0 as Float], .fp32, ones))], type)
    case .bool:
      return append(.binary(.logicalOr), [id, constant(Tensor([UInt8(0)], .bool, ones))], type)
    default: return id
    }
  }
}

import Graph

// EQUAL, GREATER and GREATER_EQUAL.
extension Compare {
  static let recipes = allCases.map { operation in
    Recipe(operation.kind.name, [operation.kind], [.int: 1, .fp: 1]) { builder in
      let dtype: DType = builder.family.isReal ? .fp32 : .int32
      let x = builder.value(of: dtype)
      // Numbers near the operand's, so that both answers occur.
      let y = builder.partner(of: x, dtype: dtype, range: dtype == .int32 ? x.range : nil)
      guard let shape = x.shape.broadcast(with: y.shape),
        shape.elementCount <= builder.limits.elements
      else { return false }
      builder.append(.compare(operation), [x.id, y.id], .bool, shape)
      return true
    }
  }
}

extension Graph {
  /// A validated graph without the liberties that exporters take, so that engines need not know them.
  ///
  /// The `weight_zp` that ExecuTorch writes as a list becomes its one value; the limits of a CLAMP,
  /// which serializers pad to eight bytes, have the size of an element.
  func normalized() -> Graph {
    var copy = self
    for region in copy.regions.indices {
      for block in copy.regions[region].blocks.indices {
        copy.regions[region].blocks[block].normalize()
      }
    }
    return copy
  }
}

extension Block {
  fileprivate mutating func normalize() {
    for index in tensors.indices {
      let type = tensors[index].type
      guard let value = tensors[index].value, value.type != type,
        value.count > type.shape.elementCount
      else { continue }
      tensors[index].value = Tensor(type, bytes: Array(value.bytes.prefix(type.byteCount)))
    }
    for index in operators.indices {
      guard case .clamp(var clamp) = operators[index].operation,
        let size = operators[index].inputs.first.map({ self[$0].type.dtype.hostSize }),
        clamp.minimum.count > size || clamp.maximum.count > size
      else { continue }
      clamp.minimum = Array(clamp.minimum.prefix(size))
      clamp.maximum = Array(clamp.maximum.prefix(size))
      operators[index].operation = .clamp(clamp)
    }
  }
}

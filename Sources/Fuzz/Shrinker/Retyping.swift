import Graph

extension FuzzCase {
  /// The case with the element types that have a plainer one made that: INT16 and INT48 become INT8 and
  /// INT32, or everything becomes INT8. Numbers saturate.
  var withPlainerTypes: [FuzzCase] {
    let used = Set(block.tensors.map(\.type.dtype))
    let steps: [[DType: DType]] = [
      [.int16: .int8, .int48: .int32], [.bool: .int8], [.int32: .int8],
    ]
    return steps.compactMap { step in
      used.isDisjoint(with: step.keys) ? nil : retyped(step)
    }
  }

  private func retyped(_ step: [DType: DType]) -> FuzzCase {
    var copy = self
    var block = block
    for index in block.tensors.indices {
      guard let plainer = step[block.tensors[index].type.dtype] else { continue }
      block.tensors[index].type.dtype = plainer
      block.tensors[index].value = block.tensors[index].value?.saturated(to: plainer)
    }
    for index in block.operators.indices {
      block.operators[index].operation = block.operators[index].operation.retyped(step)
    }
    copy.block = block
    copy.inputs = inputs.map { input in
      step[input.dtype].map { input.saturated(to: $0) } ?? input
    }
    return copy
  }
}

extension Operation {
  /// The operation with another accumulator.
  fileprivate func retyped(_ step: [DType: DType]) -> Operation {
    switch self {
    case .conv2D(var conv):
      conv.accType = step[conv.accType] ?? conv.accType
      return .conv2D(conv)
    case .depthwiseConv2D(var conv):
      conv.accType = step[conv.accType] ?? conv.accType
      return .depthwiseConv2D(conv)
    case .clamp(var clamp):
      // INT16 is all that becomes narrower here.
      guard step[.int16] == .int8, clamp.minimum.count == 2 else { return self }
      let ends = [clamp.minimum, clamp.maximum].map {
        Tensor(TensorType(.int16, [1]), bytes: $0).saturated(to: .int8).bytes
      }
      (clamp.minimum, clamp.maximum) = (ends[0], ends[1])
      return .clamp(clamp)
    default: return self
    }
  }
}

extension Tensor {
  /// The numbers in a narrower type, at its ends where they don't fit.
  fileprivate func saturated(to dtype: DType) -> Tensor {
    let range = dtype.integerRange.map { Int($0.lowerBound)...Int($0.upperBound) }
    let numbers = (integerValues ?? []).map { number in
      range.map { min(max(Int(number), $0.lowerBound), $0.upperBound) } ?? Int(number)
    }
    return Tensor(numbers: numbers, dtype, shape)
  }
}

import Graph

/// A case with some axes made smaller, or some made larger: the sizes of every tensor that follow from that,
/// constants and inputs cut to fit or repeated.
struct Resizing {
  private let original: FuzzCase
  private let block: Block
  private let classes: AxisClasses
  /// The new size of each class that changes, and where the part that is kept starts.
  private var sizes: [Int: Int] = [:]
  private var starts: [Int: Int] = [:]
  private let grows: Bool

  /// - Parameter root: the class of axes that becomes `size`, kept from `start` on.
  init(_ original: FuzzCase, _ classes: AxisClasses, class root: Int, size: Int, start: Int) {
    self.original = original
    self.classes = classes
    block = original.block
    grows = size > classes.size(ofClass: root)
    sizes[root] = size
    starts[root] = start
  }

  /// The case with the new sizes; nil if the operators' rules can't be met.
  mutating func result() -> FuzzCase? {
    // Each pass settles the sizes up to the first operator that needs a constant cut: as many passes as
    // there are operators are always enough.
    for _ in 0...block.operators.count {
      switch settle() {
      case .done(let tensors): return assembled(tensors)
      case .changed: continue
      case .conflict: return nil
      }
    }
    return nil
  }

  private enum Pass {
    case done([TensorInfo])
    case changed
    case conflict
  }

  private mutating func settle() -> Pass {
    var tensors = block.tensors
    for index in tensors.indices { resizeLeaf(&tensors[index], TensorID(index)) }
    for op in block.operators where !op.operation.isConstant {
      if let predicted = predict(op, tensors) {
        switch require(predicted.size, of: predicted.tensor, axis: predicted.axis) {
        case .done: break
        case let other: return other
        }
      }
      let operands = OperandList(
        types: op.inputs.map { tensors[$0.index].type },
        values: op.inputs.map { tensors[$0.index].value },
        declaredResults: op.outputs.map { tensors[$0.index].type })
      guard let results = try? op.operation.rule.results(of: operands),
        results.count == op.outputs.count
      else { return .conflict }
      for (id, type) in zip(op.outputs, results) {
        for axis in type.shape.indices {
          switch require(type.shape[axis], of: id, axis: axis) {
          case .done: break
          case let other: return other
          }
        }
        tensors[id.index].type = type
      }
    }
    return .done(tensors)
  }

  /// Notes that an axis must have a size; `done` if it has it already.
  private mutating func require(_ size: Int, of tensor: TensorID, axis: Int) -> Pass {
    let root = classes.root(of: tensor, axis: axis)
    let present = sizes[root] ?? classes.size(ofClass: root)
    guard present != size else { return .done([]) }
    guard sizes[root] == nil, !classes.isFixed(class: root), grows == (size > present) else {
      return .conflict
    }
    sizes[root] = size
    starts[root] = 0
    return .changed
  }

  /// A size that an operator wants to see in an operand before its rule can be asked.
  private func predict(
    _ op: Operator, _ tensors: [TensorInfo]
  ) -> (tensor: TensorID, axis: Int, size: Int)? {
    switch op.operation {
    case .depthwiseConv2D:
      let weight = tensors[op.inputs[1].index].type.shape
      return (op.outputs[0], 3, weight[2] * weight[3])
    case .reshape:
      let groups = ReshapeGroup.groups(
        from: block[op.inputs[0]].type.shape, to: block[op.outputs[0]].type.shape)
      let now = tensors[op.inputs[0].index].type.shape
      for group in groups where group.inputs.count > 1 && group.outputs.count == 1 {
        let size = group.inputs.reduce(1) { $0 * now[$1] }
        if size != tensors[op.outputs[0].index].type.shape[group.outputs[0]] {
          return (op.outputs[0], group.outputs[0], size)
        }
      }
      return nil
    default:
      return nil
    }
  }

  /// Cuts a constant, an input or the elements of a SHAPE to the sizes so far.
  private func resizeLeaf(_ tensor: inout TensorInfo, _ id: TensorID) {
    if tensor.type.dtype == .shape {
      guard let value = tensor.value, let numbers = value.integerValues else { return }
      let changed = numbers.enumerated().map { axis, number in
        sizes[classes.root(of: id, axis: axis)].map(Int64.init) ?? number
      }
      tensor.value = Tensor(changed, .shape, value.shape)
      return
    }
    var shape = tensor.type.shape
    for axis in shape.indices {
      if let size = sizes[classes.root(of: id, axis: axis)] { shape.dimensions[axis] = size }
    }
    guard shape != tensor.type.shape else { return }
    if let value = tensor.value { tensor.value = cut(value, id, to: shape) }
    tensor.type.shape = shape
  }

  private func cut(_ value: Tensor, _ id: TensorID, to shape: Shape) -> Tensor {
    let starts = shape.indices.map { self.starts[classes.root(of: id, axis: $0)] ?? 0 }
    return value.box(from: starts, shape)
  }

  private func assembled(_ tensors: [TensorInfo]) -> FuzzCase {
    var result = original
    var block = block
    block.tensors = tensors
    result.block = block
    result.inputs = zip(block.inputs, original.inputs).map { id, value in
      value.shape == tensors[id.index].type.shape
        ? value : cut(value, id, to: tensors[id.index].type.shape)
    }
    return result
  }
}

extension Tensor {
  /// The box of `shape` that starts at `starts`, moved back where it would stick out; along an axis that
  /// is too short the elements are repeated.
  func box(from starts: [Int], _ shape: Shape) -> Tensor {
    let width = dtype.hostSize
    let strides = self.shape.strides
    let origin = shape.indices.reduce(0) { sum, axis in
      sum + max(min(starts[axis], self.shape[axis] - shape[axis]), 0) * strides[axis]
    }
    var kept: [UInt8] = []
    kept.reserveCapacity(shape.elementCount * width)
    for index in 0..<shape.elementCount {
      let coordinates = shape.coordinates(ofFlatIndex: index)
      let source = shape.indices.reduce(origin) {
        $0 + coordinates[$1] % self.shape[$1] * strides[$1]
      }
      kept += bytes[source * width..<(source + 1) * width]
    }
    return Tensor(TensorType(dtype, shape), bytes: kept)
  }
}

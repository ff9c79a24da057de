import Graph

extension AxisClasses {
  /// Notes which axes of an operator's operands and results belong together.
  ///
  /// Sizes that follow from others by the operator's rule, such as the rows of a convolution's result,
  /// need no note: they are inferred again.
  mutating func relate(_ op: Operator, in block: Block) {
    guard let result = op.outputs.first else { return }
    switch op.operation {
    case .const, .constShape:
      break
    case .unary, .clamp, .cast, .negate, .reverse, .table:
      linkAll(op.inputs[0], result, in: block)
      for extra in op.inputs.dropFirst() { fix(extra, in: block) }
    case .binary, .compare, .select:
      for input in op.inputs { linkAll(input, result, in: block) }
    case .mul:
      for input in op.inputs.prefix(2) { linkAll(input, result, in: block) }
      for extra in op.inputs.dropFirst(2) { fix(extra, in: block) }
    case .rescale(let rescale):
      relate(rescale, op, result, in: block)
    case .argMax(let operation):
      relateReduction(op, result, axis: operation.axis, keepsAxis: false, in: block)
    case .reduce(let operation):
      relateReduction(op, result, axis: operation.axis, keepsAxis: true, in: block)
    case .concat(let operation):
      for input in op.inputs { linkAll(input, result, in: block, except: operation.axis) }
    case .conv2D:
      relateConvolution(op, result, spatial: 2, in: block)
    case .conv3D:
      relateConvolution(op, result, spatial: 3, in: block)
    case .depthwiseConv2D:
      link(op.inputs[0], 0, result, 0)
      link(op.inputs[0], 3, op.inputs[1], 2)
      if block[op.inputs[1]].type.shape[3] == 1 { link(op.inputs[0], 3, result, 3) }
      relateBias(op, result, axis: 3, in: block)
    case .avgPool2D, .maxPool2D:
      link(op.inputs[0], 0, result, 0)
      link(op.inputs[0], 3, result, 3)
      for extra in op.inputs.dropFirst() { fix(extra, in: block) }
    case .matMul:
      link(op.inputs[0], 0, op.inputs[1], 0)
      link(op.inputs[0], 0, result, 0)
      link(op.inputs[0], 1, result, 1)
      link(op.inputs[0], 2, op.inputs[1], 1)
      link(op.inputs[1], 2, result, 2)
      for extra in op.inputs.dropFirst(2) { fix(extra, in: block) }
    case .transpose(let operation):
      for (axis, source) in operation.permutation.enumerated() {
        link(op.inputs[0], source, result, axis)
      }
    case .reshape:
      relateReshape(op, result, in: block)
    case .slice:
      relateSlice(op, result, in: block)
    case .pad:
      relatePad(op, result, in: block)
    case .tile:
      relateTile(op, result, in: block)
    case .gather:
      link(op.inputs[0], 0, op.inputs[1], 0)
      link(op.inputs[0], 0, result, 0)
      link(op.inputs[0], 2, result, 2)
      link(op.inputs[1], 1, result, 1)
    case .transposeConv2D, .fft2D, .rfft2D, .scatter, .resize, .custom, .condIf, .whileLoop,
      .variable:
      for tensor in op.inputs + op.outputs { fix(tensor, in: block) }
    }
  }

  private mutating func relate(
    _ rescale: Rescale, _ op: Operator, _ result: TensorID, in block: Block
  ) {
    let input = op.inputs[0]
    linkAll(input, result, in: block)
    let rank = block[input].type.shape.rank
    for scale in op.inputs[1...2] {
      if rescale.perChannel, rank > 0, block[scale].type.shape.rank == 1 {
        link(scale, 0, input, rank - 1)
      } else {
        fix(scale, in: block)
      }
    }
    for extra in op.inputs.dropFirst(3) { fix(extra, in: block) }
  }

  private mutating func relateReduction(
    _ op: Operator, _ result: TensorID, axis: Int, keepsAxis: Bool, in block: Block
  ) {
    for index in block[op.inputs[0]].type.shape.indices where index != axis {
      link(op.inputs[0], index, result, keepsAxis || index < axis ? index : index - 1)
    }
  }

  private mutating func relateConvolution(
    _ op: Operator, _ result: TensorID, spatial: Int, in block: Block
  ) {
    let last = spatial + 1
    link(op.inputs[0], 0, result, 0)
    link(op.inputs[0], last, op.inputs[1], last)
    link(op.inputs[1], 0, result, last)
    relateBias(op, result, axis: last, in: block)
  }

  private mutating func relateBias(
    _ op: Operator, _ result: TensorID, axis: Int, in block: Block
  ) {
    if block[op.inputs[2]].type.shape[0] == block[result].type.shape[axis] {
      link(op.inputs[2], 0, result, axis)
    }
    for extra in op.inputs.dropFirst(3) { fix(extra, in: block) }
  }

  private mutating func relateSlice(_ op: Operator, _ result: TensorID, in block: Block) {
    let (input, start, size) = (op.inputs[0], op.inputs[1], op.inputs[2])
    let full = block[input].type.shape
    for axis in full.indices {
      link(size, axis, result, axis)
      if block[result].type.shape[axis] == full[axis] { link(input, axis, result, axis) }
      fix(start, axis: axis)
    }
  }

  private mutating func relatePad(_ op: Operator, _ result: TensorID, in block: Block) {
    let input = op.inputs[0]
    for axis in block[input].type.shape.indices
    where block[input].type.shape[axis] == block[result].type.shape[axis] {
      link(input, axis, result, axis)
    }
    for extra in op.inputs.dropFirst() { fix(extra, in: block) }
  }

  private mutating func relateTile(_ op: Operator, _ result: TensorID, in block: Block) {
    let (input, multiples) = (op.inputs[0], op.inputs[1])
    let counts = block[multiples].value?.integerValues ?? []
    for axis in block[input].type.shape.indices where axis < counts.count && counts[axis] == 1 {
      link(input, axis, result, axis)
      fix(multiples, axis: axis)
    }
  }

  private mutating func relateReshape(_ op: Operator, _ result: TensorID, in block: Block) {
    let (input, target) = (op.inputs[0], op.inputs[1])
    let groups = ReshapeGroup.groups(
      from: block[input].type.shape, to: block[result].type.shape)
    for axis in block[result].type.shape.indices { link(target, axis, result, axis) }
    for group in groups {
      switch (group.inputs.count, group.outputs.count) {
      case (1, 1): link(input, group.inputs[0], result, group.outputs[0])
      case (_, 1): break
      default:
        for axis in group.inputs { fix(input, axis: axis) }
        for axis in group.outputs { fix(result, axis: axis) }
      }
    }
  }
}

/// Axes of a RESHAPE's operand that become axes of its result, in the smallest such groups. Axes of size 1
/// are in none.
struct ReshapeGroup: Hashable {
  var inputs: [Int]
  var outputs: [Int]

  static func groups(from source: Shape, to target: Shape) -> [ReshapeGroup] {
    var groups: [ReshapeGroup] = []
    var (mine, theirs) = (
      source.indices.filter { source[$0] != 1 }[...], target.indices.filter { target[$0] != 1 }[...]
    )
    while let first = mine.popFirst(), let other = theirs.popFirst() {
      var group = ReshapeGroup(inputs: [first], outputs: [other])
      var (product, otherProduct) = (source[first], target[other])
      while product != otherProduct {
        if product < otherProduct, let next = mine.popFirst() {
          group.inputs.append(next)
          product *= source[next]
        } else if product > otherProduct, let next = theirs.popFirst() {
          group.outputs.append(next)
          otherProduct *= target[next]
        } else {
          return groups
        }
      }
      groups.append(group)
    }
    return groups
  }
}

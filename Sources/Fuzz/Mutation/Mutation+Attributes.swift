import Graph

extension Mutation {
  static let attributes = [
    Mutation("window", 6) { $0.changeWindow() },
    Mutation("axis", 2) { $0.changeAxis() },
    Mutation("mode", 2) { $0.changeMode() },
    Mutation("clamp", 2) { $0.changeClamp() },
  ]
}

extension CaseEdit {
  /// Another stride, dilation or padding of a convolution or pool; another window of a pool.
  fileprivate mutating func changeWindow() -> Bool {
    guard
      let index = pick(where: {
        switch $0.operation {
        case .conv2D, .depthwiseConv2D, .avgPool2D, .maxPool2D: true
        default: false
        }
      })
    else { return false }
    var block = block
    let op = block.operators[index]
    let shape = block[op.inputs[0]].type.shape
    let weight = op.inputs.count > 1 ? block[op.inputs[1]].type.shape : []
    var chooser = GraphBuilder(seed: dice.bits(), family: family, limits: limits)
    func window(_ axis: Int, kernels: [Int], isPool: Bool) -> WindowChoice {
      chooser.window(over: shape[axis], kernels: kernels, isPool: isPool)
    }
    switch op.operation {
    case .conv2D(var conv):
      let choice = WindowChoice2D(
        y: window(1, kernels: [weight[1]], isPool: false),
        x: window(2, kernels: [weight[2]], isPool: false))
      (conv.stride, conv.dilation, conv.pad) = (choice.stride, choice.dilation, choice.pad)
      block.operators[index].operation = .conv2D(conv)
    case .depthwiseConv2D(var conv):
      let choice = WindowChoice2D(
        y: window(1, kernels: [weight[0]], isPool: false),
        x: window(2, kernels: [weight[1]], isPool: false))
      (conv.stride, conv.dilation, conv.pad) = (choice.stride, choice.dilation, choice.pad)
      block.operators[index].operation = .depthwiseConv2D(conv)
    case .avgPool2D(var pool):
      let choice = WindowChoice2D(
        y: window(1, kernels: EdgeSizes.poolKernel, isPool: true),
        x: window(2, kernels: EdgeSizes.poolKernel, isPool: true))
      (pool.kernel, pool.stride, pool.pad) = (choice.kernel, choice.stride, choice.pad)
      block.operators[index].operation = .avgPool2D(pool)
    case .maxPool2D(var pool):
      let choice = WindowChoice2D(
        y: window(1, kernels: EdgeSizes.poolKernel, isPool: true),
        x: window(2, kernels: EdgeSizes.poolKernel, isPool: true))
      (pool.kernel, pool.stride, pool.pad) = (choice.kernel, choice.stride, choice.pad)
      block.operators[index].operation = .maxPool2D(pool)
    default: return false
    }
    return commit(block)
  }

  /// Another axis of a reduction, CONCAT, REVERSE or ARGMAX; another order of a TRANSPOSE.
  fileprivate mutating func changeAxis() -> Bool {
    guard
      let index = pick(where: { $0.operation.axis != nil || $0.kind == .transpose })
    else { return false }
    var block = block
    let rank = block[block.operators[index].inputs[0]].type.shape.rank
    guard rank > 1 else { return false }
    let axis = dice.integer(in: 0...rank - 1)
    if case .transpose(var transpose) = block.operators[index].operation {
      transpose.permutation.swapAt(axis, dice.integer(in: 0...rank - 1))
      block.operators[index].operation = .transpose(transpose)
    } else {
      block.operators[index].operation.axis = axis
    }
    return commit(block)
  }

  /// How a RESCALE rounds, how a shift does, what a NaN does.
  fileprivate mutating func changeMode() -> Bool {
    guard
      let index = pick(where: {
        switch $0.operation {
        case .rescale(let rescale): rescale.scale32
        case .binary(.arithmeticRightShift), .maxPool2D: true
        default: false
        }
      })
    else { return false }
    var block = block
    switch block.operators[index].operation {
    case .rescale(var rescale):
      rescale.roundingMode = rescale.roundingMode == .single ? .double : .single
      block.operators[index].operation = .rescale(rescale)
    case .binary(.arithmeticRightShift(let round)):
      block.operators[index].operation = .binary(.arithmeticRightShift(round: !round))
    case .maxPool2D(var pool):
      pool.nanMode = pool.nanMode == .ignore ? .propagate : .ignore
      block.operators[index].operation = .maxPool2D(pool)
    default: return false
    }
    self.block = block
    return true
  }

  /// Other ends of a CLAMP of integers.
  fileprivate mutating func changeClamp() -> Bool {
    let types = block.tensors.map(\.type.dtype)
    guard
      let index = pick(where: {
        guard case .clamp = $0.operation else { return false }
        return types[$0.inputs[0].index].isInteger
      }), case .clamp(var clamp) = block.operators[index].operation
    else { return false }
    let dtype = types[block.operators[index].inputs[0].index]
    let full = dtype.fullRange
    let ends = [full.lowerBound, full.upperBound, 0, -1, 1, dice.integer(in: full)]
    let (one, other) = (dice.pick(ends), dice.pick(ends))
    clamp.minimum = Tensor(numbers: [min(one, other)], dtype, [1]).bytes
    clamp.maximum = Tensor(numbers: [max(one, other)], dtype, [1]).bytes
    block.operators[index].operation = .clamp(clamp)
    return true
  }
}

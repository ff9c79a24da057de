import Graph

extension Flow {
  /// The main block of a TOSA graph; values are its tensors, by their indices.
  init(_ graph: ValidatedGraph) {
    let block = graph.main
    self.init(
      values: block.tensors.indices.map { index in
        let info = block.tensors[index]
        return Value(
          shape: info.type.shape, dtype: info.type.dtype,
          constant: graph.constant(TensorID(index)))
      })
    var sums = SumChains(graph)
    for (index, op) in block.operators.enumerated() where !op.operation.isConstant {
      guard let node = node(op, index, of: graph, &sums) else { continue }
      append(node)
    }
    for id in block.outputs { expose(id.index) }
  }

  /// The node of an operator; nil for all but the last of a chain of sums.
  private func node(
    _ op: Operator, _ index: Int, of graph: ValidatedGraph, _ sums: inout SumChains
  ) -> Node? {
    let block = graph.main
    func make(_ operation: FlowOperation, _ operands: Int...) -> Node {
      Node(
        operation: operation, operands: operands.map { op.inputs[$0].index },
        results: op.outputs.map(\.index), origins: [index])
    }
    let input = op.inputs.first.map { block[$0].type }
    switch op.operation {
    case .unary(let unary):
      return make(Self.operation(unary) ?? .other(op.kind.name), 0)
    case .binary(.add): return make(.add, 0, 1)
    case .binary(.sub): return make(.subtract, 0, 1)
    case .mul:
      guard graph.constant(op.inputs[2])?.integerValues == [0] else { break }
      if root(op.inputs[0].index) == root(op.inputs[1].index) { return make(.square, 0) }
      return make(.multiply, 0, 1)
    case .negate:
      // Zero points are zero for floats.
      return make(.negate, 0)
    case .compare(.greater): return make(.greater, 0, 1)
    case .select: return make(.select, 0, 1, 2)
    case .clamp(let clamp):
      guard let input, clamp.nanMode == .propagate else { break }
      if input.dtype.isInteger { return make(.clampIntegers, 0) }
      let ends = [clamp.minimum, clamp.maximum].map {
        Tensor(TensorType(input.dtype, []), bytes: $0).realValues[0]
      }
      return make(.clamp(Self.limit(ends[0]), Self.limit(ends[1])), 0)
    case .reduce(let reduce):
      guard let input else { break }
      switch reduce.function {
      case .sum: return sums.node(index, axis: reduce.axis)
      case .max(.propagate):
        return make(
          .maximum(isInnermost: Self.areInnermost([reduce.axis], of: input.shape)), 0)
      default: break
      }
    case .concat(let concat):
      guard op.inputs.count == 2, concat.axis == (input?.shape.rank ?? 0) - 1 else { break }
      return make(.concatenateInnermost, 0, 1)
    case .slice:
      guard let input, let starts = graph.constant(op.inputs[1])?.integerValues,
        let last = starts.last, last == 1, starts.dropLast().allSatisfy({ $0 == 0 }),
        block[op.outputs[0]].type.shape
          == Shape(input.shape.dropLast() + [(input.shape.last ?? 0) - 1])
      else { break }
      return make(.dropFirst, 0)
    case .conv2D(let conv):
      if conv.isLinear(op, in: graph) { return make(.linear, 0, 1, 2) }
      if block[op.outputs[0]].type.dtype == .int32 { return make(.accumulate, 0) }
    case .depthwiseConv2D:
      if block[op.outputs[0]].type.dtype == .int32 { return make(.accumulate, 0) }
    case .avgPool2D(let pool):
      guard let input, pool.kernel.y == input.shape[1], pool.kernel.x == input.shape[2] else {
        break
      }
      return make(.averagePlane, 0)
    case .rescale:
      switch block[op.outputs[0]].type.dtype {
      case .int8: return make(.rescaleToInt8, 0)
      case .int32 where input?.dtype == .int8: return make(.rescaleToInt32, 0)
      default: break
      }
    case .table: return make(.table, 0)
    case .reshape: return make(.view, 0)
    case .transpose:
      if TensorView(op, in: block)?.sources == nil { return make(.view, 0) }
    default: break
    }
    return Node(
      operation: .other(op.kind.name), operands: op.inputs.map(\.index),
      results: op.outputs.map(\.index), origins: [index])
  }

  private static func operation(_ unary: Unary) -> FlowOperation? {
    switch unary {
    case .abs: .abs
    case .exp: .exp
    case .log: .log
    case .reciprocal: .reciprocal
    case .rsqrt: .rsqrt
    case .erf: .erf
    case .sigmoid: .sigmoid
    case .tanh: .tanh
    case .identity: .view
    default: nil
    }
  }

  /// A limit of a CLAMP; the ends of FP32 stand for none.
  private static func limit(_ value: Double) -> Double {
    let largest = Double(Float.greatestFiniteMagnitude)
    return value >= largest ? .infinity : value <= -largest ? -.infinity : value
  }

  /// Whether the axes that are not of size 1 are the last of `shape`.
  static func areInnermost(_ axes: Set<Int>, of shape: Shape) -> Bool {
    let first = shape.indices.first { axes.contains($0) && shape[$0] != 1 } ?? shape.rank
    return shape.indices.allSatisfy { $0 < first || shape[$0] == 1 || axes.contains($0) }
  }
}

/// Sums along one axis after another, which are one sum.
private struct SumChains {
  private let graph: ValidatedGraph
  private let readers: [[Int]]
  private let visible: Set<TensorID>
  /// For the last operator of a chain so far: its operators and axes, and the chain's operand.
  private var open: [Int: (origins: [Int], axes: Set<Int>, operand: TensorID)] = [:]

  init(_ graph: ValidatedGraph) {
    self.graph = graph
    var readers = [[Int]](repeating: [], count: graph.main.tensors.count)
    for (index, op) in graph.main.operators.enumerated() {
      for id in op.inputs { readers[id.index].append(index) }
    }
    self.readers = readers
    visible = Set(graph.main.outputs)
  }

  /// The node of the sum at `index`; nil if the next sum takes it in.
  mutating func node(_ index: Int, axis: Int) -> Flow.Node? {
    let op = graph.main.operators[index]
    var chain = (origins: [Int](), axes: Set<Int>(), operand: op.inputs[0])
    if let producer = graph.producers[op.inputs[0].index],
      let begun = open.removeValue(forKey: producer)
    {
      chain = begun
    }
    chain.origins.append(index)
    chain.axes.insert(axis)
    let result = op.outputs[0]
    if !visible.contains(result), readers[result.index].count == 1,
      case .reduce(let next) = graph.main.operators[readers[result.index][0]].operation,
      next.function == .sum
    {
      open[index] = chain
      return nil
    }
    let shape = graph.main[chain.operand].type.shape
    return Flow.Node(
      operation: .sum(isInnermost: Flow.areInnermost(chain.axes, of: shape)),
      operands: [chain.operand.index], results: [result.index], origins: chain.origins)
  }
}

extension Conv2D {
  /// Whether the convolution is a linear layer of floats: a kernel of one point, over each point.
  fileprivate func isLinear(_ op: Operator, in graph: ValidatedGraph) -> Bool {
    let weights = graph.main[op.inputs[1]].type.shape
    let bias = graph.main[op.inputs[2]].type.shape
    return graph.main[op.inputs[0]].type.dtype == .fp32
      && weights[1] == 1 && weights[2] == 1 && bias.elementCount == weights[0]
      && stride == Spatial2D(y: 1, x: 1) && pad == Padding2D()
  }
}

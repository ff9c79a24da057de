import Graph

/// Single elements of what a claim's operators compute, by TOSA's definitions, from the operators'
/// own constants: slow, plain, and nothing shared with the engines.
struct TOSAElements {
  let block: Block
  private let producers: [Int?]
  /// What the claim reads, constants included.
  private var numbers: [TensorID: [Int64]]
  /// The tensors that the claim's operators make.
  private let made: Set<TensorID>

  /// - Throws: if the run has not what the claim reads.
  init(
    _ claim: Claim, in graph: ValidatedGraph, _ run: inout RunTensors
  ) throws(InvalidInput) {
    block = graph.main
    producers = graph.producers
    var numbers: [TensorID: [Int64]] = [:]
    let made = Set(claim.operators.flatMap { graph.main.operators[$0].outputs })
    for index in claim.operators {
      for id in graph.main.operators[index].inputs where !made.contains(id) {
        numbers[id] = try run.numbers(of: id)
      }
    }
    self.made = made
    self.numbers = numbers
    let isReduced = claim.operators.contains {
      if case .reduce = graph.main.operators[$0].operation { true } else { false }
    }
    if isReduced { evaluateAll(claim.operators) }
  }

  /// Computes whole tensors one after another, where elements depend on all of others.
  private mutating func evaluateAll(_ operators: [Int]) {
    for id in operators.flatMap({ block.operators[$0].outputs }) {
      let elements = (0..<shape(id).elementCount).compactMap { value(of: id, at: $0) }
      if elements.count == shape(id).elementCount { numbers[id] = elements }
    }
  }

  /// The element at flat index `element` of a tensor; nil where TOSA leaves it open.
  func value(of id: TensorID, at element: Int) -> Int64? {
    if let numbers = numbers[id] { return numbers[element] }
    guard let op = maker(of: id) else { return nil }
    switch op.operation {
    case .conv2D(let conv):
      return sum(of: op, at: element, pad: conv.pad, stride: conv.stride, dilation: conv.dilation)
    case .depthwiseConv2D(let conv):
      return depthwiseSum(
        of: op, at: element, pad: conv.pad, stride: conv.stride, dilation: conv.dilation)
    case .avgPool2D(let pool): return mean(of: op, pool, at: element)?.value
    case .maxPool2D(let pool):
      return window(of: op, at: element, pool.kernel, pool.stride, pool.pad).max()
    case .rescale(let rescale): return scaled(by: op, rescale, at: element)?.value
    case .clamp(let clamp):
      return value(of: op.inputs[0], at: element).map { min(max($0, clamp.low), clamp.high) }
    case .binary(.add): return operands(of: op, at: element).map { $0 + $1 }
    case .binary(.sub): return operands(of: op, at: element).map { $0 - $1 }
    case .mul: return operands(of: op, at: element).map { $0 * $1 }
    case .reshape, .unary(.identity): return value(of: op.inputs[0], at: element)
    case .transpose(let transpose):
      return transposed(op, transpose.permutation, at: element)
    case .table:
      return value(of: op.inputs[0], at: element).map { all(op.inputs[1])[Int($0) + 128] }
    case .reduce(let reduce): return reduced(op, reduce, at: element)
    case .concat(let concat): return joined(op, axis: concat.axis, at: element)
    case .slice: return sliced(op, at: element)
    default: return nil
    }
  }

  /// The claimed operator that makes a tensor.
  func maker(of id: TensorID) -> Operator? {
    guard made.contains(id), let producer = producers[id.index] else { return nil }
    return block.operators[producer]
  }

  /// All numbers of a tensor that the claim reads; empty for others.
  func all(_ id: TensorID) -> [Int64] { numbers[id] ?? [] }

  /// The one number of a constant such as a zero point.
  func number(_ id: TensorID) -> Int64 { numbers[id]?.first ?? 0 }

  func shape(_ id: TensorID) -> Shape { block[id].type.shape }
}

// MARK: Element by element

extension TOSAElements {
  /// Both operands of an element-wise operator, broadcast.
  private func operands(of op: Operator, at element: Int) -> (Int64, Int64)? {
    let coordinates = shape(op.outputs[0]).coordinates(ofFlatIndex: element)
    func operand(_ id: TensorID) -> Int64? {
      let shape = shape(id)
      let own = zip(coordinates, shape).map { $1 == 1 ? 0 : $0 }
      return value(of: id, at: shape.flatIndex(of: own))
    }
    guard let first = operand(op.inputs[0]), let second = operand(op.inputs[1]) else { return nil }
    return (first, second)
  }

  private func transposed(_ op: Operator, _ permutation: [Int], at element: Int) -> Int64? {
    let coordinates = shape(op.outputs[0]).coordinates(ofFlatIndex: element)
    var source = coordinates
    for (axis, from) in permutation.enumerated() { source[from] = coordinates[axis] }
    return value(of: op.inputs[0], at: shape(op.inputs[0]).flatIndex(of: source))
  }

  private func joined(_ op: Operator, axis: Int, at element: Int) -> Int64? {
    var coordinates = shape(op.outputs[0]).coordinates(ofFlatIndex: element)
    for id in op.inputs {
      let shape = shape(id)
      if coordinates[axis] < shape[axis] {
        return value(of: id, at: shape.flatIndex(of: coordinates))
      }
      coordinates[axis] -= shape[axis]
    }
    return nil
  }

  /// The sum or the largest along an axis.
  private func reduced(_ op: Operator, _ reduce: Reduce, at element: Int) -> Int64? {
    let input = shape(op.inputs[0])
    var coordinates = shape(op.outputs[0]).coordinates(ofFlatIndex: element)
    var elements: [Int64] = []
    for index in 0..<input[reduce.axis] {
      coordinates[reduce.axis] = index
      guard let value = value(of: op.inputs[0], at: input.flatIndex(of: coordinates)) else {
        return nil
      }
      elements.append(value)
    }
    switch reduce.function {
    case .sum: return elements.reduce(0, +)
    case .max: return elements.max()
    default: return nil
    }
  }

  private func sliced(_ op: Operator, at element: Int) -> Int64? {
    let coordinates = shape(op.outputs[0]).coordinates(ofFlatIndex: element)
    let source = zip(coordinates, all(op.inputs[1])).map { $0 + Int($1) }
    return value(of: op.inputs[0], at: shape(op.inputs[0]).flatIndex(of: source))
  }
}

extension Clamp {
  fileprivate var low: Int64 { Int64(minimum.first.map(Int8.init(bitPattern:)) ?? .min) }
  fileprivate var high: Int64 { Int64(maximum.first.map(Int8.init(bitPattern:)) ?? .max) }
}

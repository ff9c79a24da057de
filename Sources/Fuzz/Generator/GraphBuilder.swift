import Graph

/// A graph under construction. Recipes look for operands among its values, and append operators whose
/// results are values in turn.
///
/// Shapes come first: a recipe decides on sizes that fit, and then on attributes and constants that give
/// them, so that nothing is ever taken back.
struct GraphBuilder {
  var dice: Dice
  let limits: SizeLimits
  let family: Recipe.Family
  /// What later operators may read, in the order in which it was made.
  private(set) var values: [GraphValue] = []
  /// How many operators there are, constants aside.
  private(set) var operatorCount = 0

  private var tensors: [TensorInfo] = []
  private var operators: [Operator] = []
  private var inputs: [TensorID] = []
  /// For each tensor the index of its value; -1 for constants.
  private var valueOf: [Int] = []
  /// Whether equal one-element constants are one tensor, or written again each time as ExecuTorch does.
  private let sharesScalars: Bool
  private var scalars: [Scalar: TensorID] = [:]
  /// Weights of convolutions so far, which later ones may share.
  var filters: [Filter] = []
  /// Whether FP32 constants and inputs hold NaN, infinities and the like.
  let hasSpecials: Bool

  private struct Scalar: Hashable {
    let number: Int
    let dtype: DType
  }

  /// A graph without operators yet.
  init(seed: UInt64, family: Recipe.Family, limits: SizeLimits) {
    var dice = Dice(seed: seed)
    sharesScalars = dice.once(in: 4)
    let isWild = dice.once(in: 6)
    hasSpecials = family == .fp && isWild
    self.dice = dice
    self.family = family
    self.limits = limits
    tensors.reserveCapacity(64)
    operators.reserveCapacity(64)
    valueOf.reserveCapacity(64)
  }

  /// Goes on with a graph that is there: recipes see what its first `place` operators make.
  ///
  /// What is not known of its integers is taken at its worst, the range of their type. Tensors get names
  /// of the builder's own.
  init(
    resuming block: Block, upTo place: Int, seed: UInt64, family: Recipe.Family, limits: SizeLimits
  ) {
    self.init(seed: seed, family: family, limits: limits)
    tensors = block.tensors
    for index in tensors.indices { tensors[index].name = "t\(index)" }
    valueOf = Array(repeating: -1, count: tensors.count)
    operators = block.operators
    inputs = block.inputs
    operatorCount = block.operators.count { !$0.operation.isConstant }
    for id in inputs { _ = value(id, block[id].type, block[id].type.dtype.fullRange, 0) }
    for op in block.operators.prefix(place) where !op.operation.isConstant {
      for id in op.outputs {
        let type = block[id].type
        _ = value(id, type, type.dtype.fullRange, zeroPoint(of: op, in: block))
      }
    }
    for id in operators.flatMap(\.inputs) where valueOf[id.index] >= 0 {
      values[valueOf[id.index]].uses += 1
    }
  }

  /// The INT8 number that stands for 0 in a result, as far as its operator tells.
  private func zeroPoint(of op: Operator, in block: Block) -> Int {
    if case .rescale = op.operation {
      return block[op.inputs[4]].value?.integerValues?.first.map(Int.init) ?? 0
    }
    guard let first = op.inputs.first, valueOf[first.index] >= 0 else { return 0 }
    return values[valueOf[first.index]].zeroPoint
  }

  /// Copies the operators of another graph, which read values of this one in place of some of its inputs.
  ///
  /// - Returns: the positions of the other graph's inputs that became inputs.
  mutating func adopt(_ other: Block) -> [Int] {
    var ids: [TensorID: TensorID] = [:]
    var kept: [Int] = []
    for (position, id) in other.inputs.enumerated() {
      let type = other[id].type
      // The first is always joined, so that the two are one graph.
      if position == 0 || dice.once(in: 2), let found = fitted(to: type) {
        ids[id] = found.id
      } else {
        ids[id] = input(type.dtype, type.shape).id
        kept.append(position)
      }
    }
    for op in other.operators {
      var copy = op
      copy.inputs = op.inputs.compactMap { ids[$0] }
      for id in op.outputs {
        let new = tensor(other[id].type, other[id].value)
        ids[id] = new
        if !op.operation.isConstant {
          _ = value(new, other[id].type, other[id].type.dtype.fullRange, 0)
        }
      }
      copy.outputs = op.outputs.compactMap { ids[$0] }
      operators.append(copy)
      if !op.operation.isConstant { operatorCount += 1 }
    }
    return kept
  }

  /// A value of `type`: one that there is, or the elements of one in as many rows as it takes.
  private mutating func fitted(to type: TensorType) -> GraphValue? {
    let count = type.shape.elementCount
    if let found = operand(where: { $0.type == type }) { return found }
    guard count > 0, type.dtype != .int48,
      var x = operand(where: { $0.dtype == type.dtype && $0.shape.elementCount > 0 })
    else { return nil }
    let length = x.shape.elementCount
    if length != count {
      x = reshape(x, [length])
      let times = (count + length - 1) / length
      if times > 1 {
        x = append(
          .tile(Tile()), [x.id, sizes([times])], x.dtype, [length * times], range: x.range)
      }
      if length * times > count {
        let operands = [x.id, sizes([0]), sizes([count])]
        x = append(.slice(Slice()), operands, x.dtype, [count], range: x.range)
      }
    }
    return x.shape == type.shape ? x : reshape(x, type.shape)
  }

  /// The graph that was resumed with the new operators at `place`.
  ///
  /// - Returns: the block with its old outputs, and the tensors that new operators compute.
  func extended(_ old: Block, at place: Int) -> (block: Block, made: [TensorID]) {
    let added = operators[old.operators.count...]
    var block = old
    block.tensors = tensors
    block.inputs = inputs
    block.operators.insert(contentsOf: added, at: place)
    return (block, added.filter { !$0.operation.isConstant }.flatMap(\.outputs))
  }

  // MARK: Tensors

  private mutating func tensor(_ type: TensorType, _ value: Tensor? = nil) -> TensorID {
    let id = TensorID(tensors.count)
    tensors.append(TensorInfo(name: "t\(id.index)", type: type, value: value))
    valueOf.append(-1)
    return id
  }

  private mutating func value(
    _ id: TensorID, _ type: TensorType, _ range: ClosedRange<Int>, _ zeroPoint: Int
  ) -> GraphValue {
    let value = GraphValue(id: id, type: type, range: range, zeroPoint: zeroPoint)
    valueOf[id.index] = values.count
    values.append(value)
    return value
  }

  /// How many inputs the graph has.
  var inputCount: Int { inputs.count }

  /// A new input of the graph, whose elements are in `range`.
  mutating func input(
    _ dtype: DType, _ shape: Shape, range: ClosedRange<Int>? = nil, zeroPoint: Int = 0
  ) -> GraphValue {
    let type = TensorType(dtype, shape)
    let id = tensor(type)
    inputs.append(id)
    return value(id, type, range ?? dtype.fullRange, zeroPoint)
  }

  /// A constant of the graph.
  mutating func constant(_ value: Tensor) -> TensorID {
    let id = tensor(value.type, value)
    let isShape = value.dtype == .shape
    operators.append(
      Operator(isShape ? .constShape(ConstShape()) : .const(Const()), inputs: [], outputs: [id]))
    return id
  }

  /// A constant declared as one element that stores one for each channel, as ExecuTorch writes the zero
  /// points of weights.
  mutating func spreadScalar(_ number: Int, _ dtype: DType, count: Int) -> TensorID {
    let id = tensor(
      TensorType(dtype, [1]),
      Tensor(numbers: [Int](repeating: number, count: count), dtype, [count]))
    operators.append(Operator(.const(Const()), inputs: [], outputs: [id]))
    return id
  }

  /// A constant of one number.
  mutating func scalar(_ number: Int, _ dtype: DType) -> TensorID {
    let key = Scalar(number: number, dtype: dtype)
    if sharesScalars, let id = scalars[key] { return id }
    let id = constant(Tensor(numbers: [number], dtype, [1]))
    if sharesScalars { scalars[key] = id }
    return id
  }

  /// A constant of type SHAPE.
  mutating func sizes(_ numbers: [Int]) -> TensorID {
    constant(Tensor(numbers: numbers, .shape, [numbers.count]))
  }

  /// A constant of FP numbers.
  mutating func floats(_ shape: Shape, spread: Double) -> Tensor {
    EdgeNumbers.floats(TensorType(.fp32, shape), spread: spread, hasSpecials: hasSpecials, &dice)
  }

  // MARK: Operators

  /// Appends an operator with one result.
  ///
  /// - Parameters:
  ///   - range: the numbers that the result can be; all of its type if nil.
  ///   - zeroPoint: the INT8 number that stands for 0.
  @discardableResult
  mutating func append(
    _ operation: Operation, _ operands: [TensorID], _ dtype: DType, _ shape: Shape,
    range: ClosedRange<Int>? = nil, zeroPoint: Int = 0
  ) -> GraphValue {
    let type = TensorType(dtype, shape)
    let id = tensor(type)
    operators.append(Operator(operation, inputs: operands, outputs: [id]))
    operatorCount += 1
    for operand in operands where valueOf[operand.index] >= 0 {
      values[valueOf[operand.index]].uses += 1
    }
    return value(id, type, range ?? dtype.fullRange, zeroPoint)
  }

  /// A value that `condition` holds for, the latest ones more likely; nil if there is none.
  mutating func operand(where condition: (GraphValue) -> Bool) -> GraphValue? {
    var index = values.count - 1
    var found: GraphValue?
    while index >= 0 {
      if condition(values[index]) {
        found = values[index]
        // Skip connections reach back.
        if !dice.once(in: 4) { return found }
      }
      index -= 1
    }
    return found
  }

  // MARK: Result

  /// The graph: every value that nothing reads is an output, and now and then one that is read too.
  mutating func finished() -> Graph {
    var outputs = values.filter { $0.uses == 0 && $0.dtype != .int48 }.map(\.id)
    if dice.once(in: 8) {
      let inner = values.filter {
        $0.uses > 0 && $0.dtype != .int48 && !inputs.contains($0.id)
      }
      if !inner.isEmpty { outputs.append(dice.pick(inner).id) }
    }
    return Graph(
      main: Block(tensors: tensors, operators: operators, inputs: inputs, outputs: outputs))
  }

  /// For each input the numbers that its elements may be, in order.
  var inputRanges: [ClosedRange<Int>] { inputs.map { values[valueOf[$0.index]].range } }
}

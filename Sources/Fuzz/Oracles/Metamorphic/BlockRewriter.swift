import Graph

/// Copies a block operator by operator, some of them written differently. Tensors of the original keep
/// their names, and those that are added have names of their own.
struct BlockRewriter {
  let original: Block
  /// How many places are written differently.
  var changes = 0
  /// What readers of a tensor get instead.
  var replacements: [TensorID: TensorID] = [:]
  private var tensors: [TensorInfo]
  private var operators: [Operator] = []
  private let constants: Set<TensorID>
  private let prefix: String
  /// Whether every operator is one that has the same meaning in real numbers: nothing wraps, and no bits
  /// are taken apart.
  private let isNetwork: Bool

  init(_ block: Block) {
    original = block
    tensors = block.tensors
    constants = Set(
      block.operators.filter { $0.operation.isConstant }.flatMap(\.outputs))
    isNetwork =
      block.operators.allSatisfy(\.isOfNetworks)
      && (block.inputs + block.outputs).allSatisfy { block[$0].type.dtype == .int8 }
    // Longer than any name there is.
    let longest = block.tensors.reduce(0) { max($0, $1.name.utf8.count) }
    prefix = String(repeating: "~", count: longest + 1)
  }

  /// The block so far.
  var result: Block {
    var block = original
    block.tensors = tensors
    block.operators = operators
    return block
  }

  /// The type of a tensor, old or new.
  func type(_ id: TensorID) -> TensorType { tensors[id.index].type }

  /// The value of a constant of the original.
  func constant(_ id: TensorID) -> Tensor? { constants.contains(id) ? original[id].value : nil }

  /// What an operand of the original reads now.
  func operand(_ id: TensorID) -> TensorID { replacements[id] ?? id }

  /// A new tensor.
  mutating func tensor(_ type: TensorType, _ value: Tensor? = nil) -> TensorID {
    let id = TensorID(tensors.count)
    tensors.append(TensorInfo(name: "\(prefix)\(id.index)", type: type, value: value))
    return id
  }

  /// A new constant.
  mutating func constant(_ value: Tensor) -> TensorID {
    let id = tensor(value.type, value)
    let isShape = value.dtype == .shape
    operators.append(
      Operator(isShape ? .constShape(ConstShape()) : .const(Const()), inputs: [], outputs: [id]))
    return id
  }

  /// A new constant of type SHAPE.
  mutating func sizes(_ numbers: [Int]) -> TensorID {
    constant(Tensor(numbers: numbers, .shape, [numbers.count]))
  }

  /// An operator with a new result.
  mutating func append(
    _ operation: Operation, _ operands: [TensorID], _ type: TensorType
  ) -> TensorID {
    let id = tensor(type)
    append(operation, operands, as: id)
    return id
  }

  /// An operator that makes a tensor of the original.
  mutating func append(_ operation: Operation, _ operands: [TensorID], as result: TensorID) {
    operators.append(Operator(operation, inputs: operands, outputs: [result]))
  }

  /// An operator of the original as it is.
  mutating func keep(_ op: Operator) {
    var copy = op
    copy.inputs = op.inputs.map(operand)
    operators.append(copy)
  }

  /// Copies every operator that computes by `rewrite`, and as it is where that is false.
  mutating func rewriteOperators(
    _ rewrite: (Operator, inout BlockRewriter) -> Bool
  ) {
    for op in original.operators {
      if !op.operation.isConstant, op.outputs.count == 1, rewrite(op, &self) {
        changes += 1
      } else {
        keep(op)
      }
    }
  }

  // MARK: What may be written differently

  /// Whether an operator may be, for an engine.
  func admits(_ op: Operator, _ scope: MetamorphicRelation.Scope) -> Bool {
    guard let output = op.outputs.first else { return false }
    return op.inputs.first.map { admits($0, scope) } ?? false && admits(output, scope)
  }

  /// Whether operators may come between a tensor and its readers.
  func admits(_ id: TensorID, _ scope: MetamorphicRelation.Scope) -> Bool {
    switch scope {
    case .exact: true
    case .real: original.hasFloats ? type(id).dtype == .fp32 : isNetwork
    case .activations: type(id).dtype == .int8
    }
  }

  // MARK: Moves

  /// A part of a tensor along one axis.
  mutating func slice(_ id: TensorID, axis: Int, _ range: Range<Int>) -> TensorID {
    let type = type(id)
    var start = [Int](repeating: 0, count: type.shape.rank)
    var size = type.shape.dimensions
    (start[axis], size[axis]) = (range.lowerBound, range.count)
    let operands = [id, sizes(start), sizes(size)]
    return append(.slice(Slice()), operands, TensorType(type.dtype, Shape(size)))
  }

  /// The axes of a tensor in another order.
  mutating func transpose(_ id: TensorID, _ order: [Int]) -> TensorID {
    let type = type(id)
    let shape = Shape(order.map { type.shape[$0] })
    return append(
      .transpose(Transpose(permutation: order)), [id], TensorType(type.dtype, shape))
  }
}

extension Operator {
  fileprivate var isOfNetworks: Bool {
    switch operation {
    case .const, .constShape, .conv2D, .depthwiseConv2D, .avgPool2D, .maxPool2D, .rescale, .clamp,
      .table, .concat, .pad, .reshape, .reverse, .slice, .tile, .transpose, .reduce, .matMul,
      .binary(.add), .binary(.sub):
      true
    default: false
    }
  }
}

extension DType {
  /// Whether the operators that only move elements take it.
  var isMovable: Bool {
    switch self {
    case .bool, .int8, .int16, .int32, .fp16, .bf16, .fp32: true
    case .int4, .int48, .shape: false
    }
  }
}

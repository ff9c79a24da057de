import Graph

/// One operator with its operands.
struct OperatorCase: Sendable {
  /// An operand: an input of the graph, or a constant in it.
  enum Operand: Sendable {
    case input(Tensor)
    case constant(Tensor)

    var tensor: Tensor {
      switch self {
      case .input(let tensor), .constant(let tensor): tensor
      }
    }
  }

  var name: String
  var operation: Operation
  var operands: [Operand]
  var result: TensorType

  /// What the graph gives. The reference model hands out no INT48, so such a result is brought to
  /// INT32 by a RESCALE of 4 / 2^2; the cases keep within INT32.
  var output: TensorType { result.dtype == .int48 ? TensorType(.int32, result.shape) : result }

  /// The tensors that a run takes.
  var inputs: [Tensor] {
    operands.compactMap { if case .input(let tensor) = $0 { tensor } else { nil } }
  }

  /// A graph of the operator and its constants.
  func graph() -> Graph {
    var tensors: [TensorInfo] = []
    var operators: [Operator] = []
    var inputs: [TensorID] = []
    for (index, operand) in operands.enumerated() {
      let type = operand.tensor.type
      let id = TensorID(index)
      switch operand {
      case .input:
        tensors.append(TensorInfo(name: "input\(index)", type: type))
        inputs.append(id)
      case .constant(let value):
        tensors.append(TensorInfo(name: "constant\(index)", type: type, value: value))
        let make: Operation = type.dtype == .shape ? .constShape(ConstShape()) : .const(Const())
        operators.append(Operator(make, inputs: [], outputs: [id]))
      }
    }
    var output = TensorID(tensors.count)
    tensors.append(TensorInfo(name: "output", type: result))
    operators.append(
      Operator(operation, inputs: operands.indices.map { TensorID($0) }, outputs: [output]))
    if result.dtype == .int48 {
      var rescaled = [output]
      for value in [4, 2, 0, 0].enumerated() {
        let type: DType = [.int16, .int8, .int48, .int32][value.offset]
        rescaled.append(TensorID(tensors.count))
        tensors.append(
          TensorInfo(
            name: "rescale\(value.offset)", type: TensorType(type, [1]),
            value: .number(value.element, type)))
        operators.append(Operator(.const(Const()), inputs: [], outputs: rescaled.suffix(1)))
      }
      output = TensorID(tensors.count)
      tensors.append(TensorInfo(name: "int32", type: self.output))
      operators.append(
        Operator(.rescale(Rescale(scale32: false)), inputs: rescaled, outputs: [output]))
    }
    return Graph(
      main: Block(tensors: tensors, operators: operators, inputs: inputs, outputs: [output]))
  }
}

/// Random operands, the same ones on every machine.
struct Draw {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func integer(_ range: ClosedRange<Int>) -> Int { random.integer(in: range) }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[integer(0...values.count - 1)] }

  /// A tensor of values of `range`, the type's own if nil; every eighth is extreme.
  mutating func tensor(_ dtype: DType, _ shape: Shape, in range: ClosedRange<Int>? = nil) -> Tensor
  {
    let own = dtype.integerRange.map { Int($0.lowerBound)...Int($0.upperBound) }
    let range = range ?? own ?? 0...1
    let extremes = [range.lowerBound, range.upperBound, 0, 1, -1].filter(range.contains)
    let values = (0..<shape.elementCount).map { _ in
      integer(0...7) == 0 ? pick(extremes) : integer(range)
    }
    return Tensor(integers: values, dtype, shape)
  }
}

extension Tensor {
  /// A tensor of integers that fit `dtype`; their low bits for the unsigned readings.
  init(integers values: [Int], _ dtype: DType, _ shape: Shape) {
    switch dtype {
    case .bool: self.init(values.map { UInt8(truncatingIfNeeded: $0) }, dtype, shape)
    case .int4, .int8: self.init(values.map { Int8(truncatingIfNeeded: $0) }, dtype, shape)
    case .int16: self.init(values.map { Int16(truncatingIfNeeded: $0) }, dtype, shape)
    case .int32: self.init(values.map { Int32(truncatingIfNeeded: $0) }, dtype, shape)
    case .int48, .shape: self.init(values.map { Int64($0) }, dtype, shape)
    case .fp32, .fp16, .bf16: preconditionFailure("\(dtype) is no integer type")
    }
  }

  /// A constant of one number.
  static func number(_ value: Int, _ dtype: DType) -> Tensor {
    Tensor(integers: [value], dtype, [1])
  }

  /// A shape operand.
  static func shape(_ values: [Int]) -> Tensor {
    Tensor(integers: values, .shape, [values.count])
  }
}

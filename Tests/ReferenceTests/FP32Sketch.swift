import Graph

/// An FP32 graph put together a line at a time.
///
/// ```swift
/// var sketch = FP32Sketch()
/// let x = sketch.input([2])
/// let y = sketch.add(.unary(.exp), [x], [2])
/// let graph = try sketch.graph(output: y)
/// ```
struct FP32Sketch {
  private var tensors: [TensorInfo] = []
  private var operators: [Operator] = []
  private var inputs: [TensorID] = []

  /// A new input.
  mutating func input(_ shape: Shape) -> TensorID {
    let id = tensor(TensorType(.fp32, shape))
    inputs.append(id)
    return id
  }

  /// A new constant.
  mutating func constant(_ value: Tensor) -> TensorID {
    let id = tensor(value.type, value)
    operators.append(Operator(.const(Const()), inputs: [], outputs: [id]))
    return id
  }

  /// A new FP32 constant of rank 1.
  mutating func constant(_ values: [Float]) -> TensorID {
    constant(Tensor(values, .fp32, [values.count]))
  }

  /// The result of a new operator.
  mutating func add(
    _ operation: Operation, _ operands: [TensorID], _ shape: Shape, _ dtype: DType = .fp32
  ) -> TensorID {
    let id = tensor(TensorType(dtype, shape))
    operators.append(Operator(operation, inputs: operands, outputs: [id]))
    return id
  }

  /// The product of two operands of shape `shape`.
  mutating func product(_ a: TensorID, _ b: TensorID, _ shape: Shape) -> TensorID {
    let shift = constant(Tensor([Int8(0)], .int8, [1]))
    return add(.mul(Mul()), [a, b, shift], shape)
  }

  /// The graph with one output.
  func graph(output: TensorID) throws -> ValidatedGraph {
    try ValidatedGraph(
      Graph(
        main: Block(tensors: tensors, operators: operators, inputs: inputs, outputs: [output])))
  }

  private mutating func tensor(_ type: TensorType, _ value: Tensor? = nil) -> TensorID {
    tensors.append(TensorInfo(name: "t\(tensors.count)", type: type, value: value))
    return TensorID(tensors.count - 1)
  }
}

extension Tensor {
  /// An FP32 tensor of rank 1.
  static func vector(_ values: [Float]) -> Tensor { Tensor(values, .fp32, [values.count]) }
}

import Graph
import Testing

/// A small FP32 graph over two matrices, `x` and `z`, written as a formula.
struct Formula: Sendable, CustomTestStringConvertible {
  /// The pattern that must not fire.
  let pattern: String
  let text: String
  private let write: @Sendable (inout FormulaSketch) -> TensorID

  init(
    _ pattern: String, _ text: String,
    _ write: @escaping @Sendable (inout FormulaSketch) -> TensorID
  ) {
    self.pattern = pattern
    self.text = text
    self.write = write
  }

  var testDescription: String { "\(pattern): \(text)" }

  func graph() throws -> ValidatedGraph {
    var sketch = FormulaSketch()
    let result = write(&sketch)
    return try sketch.graph(result)
  }
}

/// What a formula is written with.
struct FormulaSketch {
  private var tensors: [TensorInfo] = []
  private var operators: [Operator] = []
  let x = TensorID(0)
  let z = TensorID(1)

  init() {
    for name in ["x", "z"] {
      tensors.append(TensorInfo(name: name, type: TensorType(.fp32, [8, 16])))
    }
  }

  private mutating func tensor(_ type: TensorType, value: Tensor? = nil) -> TensorID {
    tensors.append(TensorInfo(name: "t\(tensors.count)", type: type, value: value))
    return TensorID(tensors.count - 1)
  }

  private mutating func constant(_ value: Tensor) -> TensorID {
    let id = tensor(value.type, value: value)
    let isShape = value.dtype == .shape
    operators.append(
      Operator(isShape ? .constShape(ConstShape()) : .const(Const()), inputs: [], outputs: [id]))
    return id
  }

  private mutating func apply(
    _ operation: Operation, _ operands: [TensorID], _ shape: Shape
  ) -> TensorID {
    let id = tensor(TensorType(.fp32, shape))
    operators.append(Operator(operation, inputs: operands, outputs: [id]))
    return id
  }

  private func shape(_ id: TensorID) -> Shape { tensors[id.index].type.shape }

  mutating func number(_ value: Float) -> TensorID { constant(Tensor([value], .fp32, [1, 1])) }

  mutating func unary(_ unary: Unary, _ x: TensorID) -> TensorID {
    apply(.unary(unary), [x], shape(x))
  }

  mutating func binary(_ binary: Binary, _ a: TensorID, _ b: TensorID) -> TensorID {
    apply(.binary(binary), [a, b], shape(a).broadcast(with: shape(b)) ?? [])
  }

  mutating func add(_ a: TensorID, _ b: TensorID) -> TensorID { binary(.add, a, b) }

  mutating func mul(_ a: TensorID, _ b: TensorID) -> TensorID {
    let shift = constant(Tensor([0] as [Int8], .int8, [1]))
    return apply(.mul(Mul()), [a, b, shift], shape(a).broadcast(with: shape(b)) ?? [])
  }

  mutating func clamp(_ x: TensorID, _ low: Float, _ high: Float) -> TensorID {
    let ends = [low, high].map { Tensor([$0], .fp32, [1]).bytes }
    return apply(.clamp(Clamp(minimum: ends[0], maximum: ends[1])), [x], shape(x))
  }

  mutating func reduce(_ function: Reduce.Function, _ x: TensorID, _ axis: Int) -> TensorID {
    var dimensions = shape(x).dimensions
    dimensions[axis] = 1
    return apply(.reduce(Reduce(function, axis: axis)), [x], Shape(dimensions))
  }

  /// The first row.
  mutating func row(_ x: TensorID) -> TensorID {
    let start = constant(Tensor([0, 0] as [Int64], .shape, [2]))
    let size = constant(Tensor([1, 16] as [Int64], .shape, [2]))
    return apply(.slice(Slice()), [x, start, size], [1, 16])
  }

  mutating func softmax(_ x: TensorID, axis: Int, over other: TensorID? = nil) -> TensorID {
    let power = unary(.exp, binary(.sub, x, reduce(.max(nanMode: .propagate), x, axis)))
    let total = reduce(.sum, other ?? power, axis)
    return mul(power, unary(.reciprocal, total))
  }

  mutating func rms(
    _ x: TensorID, axis: Int, factor: Float? = nil, scaling other: TensorID? = nil
  ) -> TensorID {
    let square = reduce(.sum, mul(x, x), axis)
    let mean = mul(square, number(factor ?? 1 / Float(shape(x)[axis])))
    let scale = unary(.rsqrt, add(mean, number(1e-5)))
    return mul(mul(other ?? x, scale), row(z))
  }

  func graph(_ result: TensorID) throws -> ValidatedGraph {
    try ValidatedGraph(
      Graph(
        main: Block(tensors: tensors, operators: operators, inputs: [x, z], outputs: [result])))
  }

  /// The same, with two INT8 numbers beside it, negated.
  mutating func mixedGraph(_ result: TensorID) throws -> ValidatedGraph {
    let type = TensorType(.int8, [2])
    let n = tensor(type)
    let zero = constant(Tensor([0] as [Int8], .int8, [1]))
    let negated = tensor(type)
    operators.append(Operator(.negate(Negate()), inputs: [n, zero, zero], outputs: [negated]))
    return try ValidatedGraph(
      Graph(
        main: Block(
          tensors: tensors, operators: operators, inputs: [x, z, n], outputs: [result, negated])))
  }
}

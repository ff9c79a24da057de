import Graph

/// Translates a graph operator by operator; one file for each family beside this one.
struct GraphQuantizer {
  let source: ValidatedGraph
  let ranges: RangeTable
  private var tensors: [TensorInfo] = []
  private var operators: [Operator] = []
  /// What stands for each tensor of the source.
  private var results: [QuantizedTensor?]
  /// The one operator that reads a tensor which is no output; nil for others.
  private let onlyReader: [Int?]
  /// Operators that were folded into the one before them.
  private var folded: Set<Int> = []

  /// A tensor of the INT8 graph.
  struct QuantizedTensor {
    let id: TensorID
    let shape: Shape
    let quantization: Quantization

    var zeroPoint: Int { Int(quantization.zeroPoint) }
    var scale: Double { quantization.scale }
  }

  init(_ source: ValidatedGraph, _ ranges: RangeTable) {
    self.source = source
    self.ranges = ranges
    results = [QuantizedTensor?](repeating: nil, count: source.main.tensors.count)
    var readers = [[Int]](repeating: [], count: source.main.tensors.count)
    for (index, op) in source.main.operators.enumerated() {
      for id in op.inputs { readers[id.index].append(index) }
    }
    for id in source.main.outputs { readers[id.index].append(-1) }
    onlyReader = readers.map { $0.count == 1 && $0[0] >= 0 ? $0[0] : nil }
  }

  mutating func quantize() throws(EngineError) -> CalibratedGraph {
    var inputs: [TensorID] = []
    for id in source.main.inputs {
      let info = source.main[id]
      guard info.type.dtype == .fp32 else {
        throw .unsupported(
          Unsupported(
            engine: "calibration", subject: "input '\(info.name)'",
            reason: "\(info.type.dtype) has no INT8 form"))
      }
      let range = Quantization(covering: ranges[info.name])
      let made = tensor(info.name, .int8, info.type.shape)
      results[id.index] = QuantizedTensor(id: made, shape: info.type.shape, quantization: range)
      inputs.append(made)
    }
    for (index, op) in source.main.operators.enumerated()
    where !op.operation.isConstant && !folded.contains(index) {
      try translate(op, index)
    }
    var outputs: [TensorID] = []
    for id in source.main.outputs { outputs.append(try operand(id, of: nil).id) }
    var quantization: [String: Quantization] = [:]
    for case let result? in results {
      quantization[tensors[result.id.index].name] = result.quantization
    }
    let block = Block(
      name: source.main.name, tensors: tensors, operators: operators, inputs: inputs,
      outputs: outputs)
    return CalibratedGraph(
      graph: Graph(version: source.graph.version, main: block), quantization: quantization)
  }

  private mutating func translate(_ op: Operator, _ index: Int) throws(EngineError) {
    switch op.operation {
    case .conv2D, .depthwiseConv2D: try convolution(op, index)
    case .matMul: try matrixProduct(op, index)
    case .binary(let binary) where binary == .add || binary == .sub: try sum(op, index)
    case .mul: try product(op, index)
    case .avgPool2D, .maxPool2D: try pool(op, index)
    case .clamp(let clamp): try self.clamp(clamp, op, index)
    case .unary(.identity), .reshape, .transpose, .slice, .reverse, .tile, .pad:
      try move(op, index)
    case .unary(let function): try table(function, op, index)
    case .concat: try concat(op, index)
    case .reduce(let reduce) where reduce.function == .sum: try reduceSum(op, index)
    default: throw unsupported(index, "it has no INT8 form")
    }
  }

  // MARK: Building

  /// Why an operator can't be translated.
  func unsupported(_ index: Int, _ reason: String) -> EngineError {
    .unsupported(
      Unsupported(
        engine: "calibration", subject: source.subject(ofOperator: index), reason: reason))
  }

  private mutating func tensor(
    _ name: String?, _ dtype: DType, _ shape: Shape, _ value: Tensor? = nil
  ) -> TensorID {
    let id = TensorID(tensors.count)
    // Names of new tensors can't be those of old ones.
    tensors.append(
      TensorInfo(name: name ?? "int8.\(id.index)", type: TensorType(dtype, shape), value: value))
    return id
  }

  mutating func constant(_ value: Tensor) -> TensorID {
    let id = tensor(nil, value.dtype, value.shape, value)
    let isShape = value.dtype == .shape
    operators.append(
      Operator(isShape ? .constShape(ConstShape()) : .const(Const()), inputs: [], outputs: [id]))
    return id
  }

  /// A constant of one number.
  mutating func scalar(_ number: Int, _ dtype: DType) -> TensorID {
    dtype == .int32
      ? constant(Tensor([Int32(truncatingIfNeeded: number)], .int32, [1]))
      : constant(Tensor([Int8(truncatingIfNeeded: number)], .int8, [1]))
  }

  /// Appends an operator with one result.
  mutating func append(
    _ operation: Operation, _ inputs: [TensorID], _ dtype: DType, _ shape: Shape,
    name: String? = nil
  ) -> TensorID {
    let id = tensor(name, dtype, shape)
    operators.append(Operator(operation, inputs: inputs, outputs: [id]))
    return id
  }

  /// Appends a RESCALE.
  mutating func rescale(
    _ input: TensorID, from inputZero: Int, by scales: [Double], magnitude: Int, to outputZero: Int,
    as dtype: DType, name: String? = nil
  ) -> TensorID {
    let factors = scales.map { RescaleFactor($0, magnitude: magnitude) }
    let info = tensors[input.index].type
    let operands = [
      input, constant(Tensor(factors.map(\.multiplier), .int32, [factors.count])),
      constant(Tensor(factors.map(\.shift), .int8, [factors.count])),
      scalar(inputZero, info.dtype), scalar(outputZero, dtype),
    ]
    return append(
      .rescale(Rescale(perChannel: scales.count > 1)), operands, dtype, info.shape, name: name)
  }

  // MARK: Operands and results

  /// What stands for a tensor of the source; a constant is made INT8 by its own range.
  mutating func operand(_ id: TensorID, of index: Int?) throws(EngineError) -> QuantizedTensor {
    if let result = results[id.index] { return result }
    let info = source.main[id]
    guard let value = source.constant(id), value.dtype == .fp32 else {
      throw index.map { unsupported($0, "'\(info.name)' has no INT8 form") }
        ?? .internalFault(InternalFault("no INT8 form of output '\(info.name)'"))
    }
    let numbers = value.realValues
    let quantization = Quantization(
      covering: (numbers.min() ?? 0)...(numbers.max() ?? 0))
    let made = constant(Tensor(numbers.map { quantization.int8($0) }, .int8, value.shape))
    let result = QuantizedTensor(id: made, shape: value.shape, quantization: quantization)
    results[id.index] = result
    return result
  }

  /// Where the result of an operator goes: its own tensor, or that of the ReLU that alone reads it.
  func target(of op: Operator) -> (result: TensorID, relu: Int?) {
    let own = op.outputs[0]
    guard let reader = onlyReader[own.index],
      case .clamp(let clamp) = source.main.operators[reader].operation
    else { return (own, nil) }
    let low = Tensor(TensorType(.fp32, [1]), bytes: clamp.minimum).realValues[0]
    let high = Tensor(TensorType(.fp32, [1]), bytes: clamp.maximum).realValues[0]
    let result = source.main.operators[reader].outputs[0]
    guard low == 0, high >= ranges[source.main[result].name].upperBound else { return (own, nil) }
    return (result, reader)
  }

  /// Ends a pattern: INT32 sums scaled to the INT8 result, through a ReLU that follows.
  mutating func finish(
    _ op: Operator, sums: TensorID, scales: [Double], magnitude: Int
  ) {
    let (result, relu) = target(of: op)
    if let relu { folded.insert(relu) }
    let info = source.main[result]
    let quantization = Quantization(covering: ranges[info.name])
    let id = rescale(
      sums, from: 0, by: scales.map { $0 / quantization.scale }, magnitude: magnitude,
      to: Int(quantization.zeroPoint), as: .int8, name: info.name)
    results[result.index] = QuantizedTensor(
      id: id, shape: info.type.shape, quantization: quantization)
  }

  /// Records the result of an operator that keeps its operand's scale.
  mutating func keep(_ id: TensorID, as result: TensorID, _ quantization: Quantization) {
    results[result.index] = QuantizedTensor(
      id: id, shape: source.main[result].type.shape, quantization: quantization)
  }

  /// The name and shape of an operator's result.
  func result(of op: Operator) -> (id: TensorID, name: String, shape: Shape) {
    let info = source.main[op.outputs[0]]
    return (op.outputs[0], info.name, info.type.shape)
  }
}

/// A multiplier of 31 bits and a shift, as exporters derive them.
private struct RescaleFactor {
  var multiplier: Int32
  var shift: Int8

  /// - Parameter magnitude: the largest that is scaled, which TOSA wants below `2^(shift - 1)`.
  init(_ scale: Double, magnitude: Int) {
    let least = Int.bitWidth - magnitude.leadingZeroBitCount + 2
    let shift = min(max(30 - Int(scale.exponent), least, 2), 62)
    let product = Double(sign: .plus, exponent: shift, significand: scale).rounded()
    multiplier = Int32(min(max(product, 0), 0x1p31 - 1))
    self.shift = Int8(shift)
  }
}

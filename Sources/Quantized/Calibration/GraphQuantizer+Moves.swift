import Graph

// Operators that keep their operand's scale, and functions by table.
extension GraphQuantizer {
  /// AVG_POOL2D and MAX_POOL2D.
  mutating func pool(_ op: Operator, _ index: Int) throws(EngineError) {
    let x = try operand(op.inputs[0], of: index)
    let (id, name, shape) = result(of: op)
    var operation = op.operation
    var operands = [x.id]
    if case .avgPool2D(var pool) = operation {
      pool.accType = .int32
      operation = .avgPool2D(pool)
      operands += [scalar(x.zeroPoint, .int8), scalar(x.zeroPoint, .int8)]
    }
    keep(append(operation, operands, .int8, shape, name: name), as: id, x.quantization)
  }

  /// CLAMP that no RESCALE took.
  mutating func clamp(_ clamp: Clamp, _ op: Operator, _ index: Int) throws(EngineError) {
    let x = try operand(op.inputs[0], of: index)
    let (id, name, shape) = result(of: op)
    func limit(_ bytes: [UInt8]) -> [UInt8] {
      let number = Tensor(TensorType(.fp32, [1]), bytes: bytes).realValues[0]
      return [UInt8(bitPattern: x.quantization.int8(number))]
    }
    let integer = Clamp(minimum: limit(clamp.minimum), maximum: limit(clamp.maximum))
    keep(
      append(.clamp(integer), [x.id], .int8, shape, name: name), as: id, x.quantization)
  }

  /// Operators that only move elements; a border of PAD is rounded to the operand's scale.
  mutating func move(_ op: Operator, _ index: Int) throws(EngineError) {
    let x = try operand(op.inputs[0], of: index)
    let (id, name, shape) = result(of: op)
    var operands = [x.id]
    for other in op.inputs.dropFirst() {
      guard let value = source.constant(other) else {
        throw unsupported(index, "an operand is computed")
      }
      operands.append(
        constant(
          value.dtype == .fp32
            ? Tensor(value.realValues.map { x.quantization.int8($0) }, .int8, value.shape) : value))
    }
    keep(append(op.operation, operands, .int8, shape, name: name), as: id, x.quantization)
  }

  /// CONCAT: parts of another scale are brought to the result's.
  mutating func concat(_ op: Operator, _ index: Int) throws(EngineError) {
    let (id, name, shape) = result(of: op)
    let quantization = Quantization(covering: ranges[name])
    var parts: [TensorID] = []
    for input in op.inputs {
      let part = try operand(input, of: index)
      parts.append(
        part.quantization == quantization
          ? part.id
          : rescale(
            part.id, from: part.zeroPoint, by: [part.scale / quantization.scale], magnitude: 255,
            to: Int(quantization.zeroPoint), as: .int8))
    }
    keep(append(op.operation, parts, .int8, shape, name: name), as: id, quantization)
  }

  /// A function as a TABLE of 256 entries.
  mutating func table(_ function: Unary, _ op: Operator, _ index: Int) throws(EngineError) {
    guard let apply = function.real else { throw unsupported(index, "it has no INT8 form") }
    let x = try operand(op.inputs[0], of: index)
    let (id, name, shape) = result(of: op)
    let quantization = Quantization(covering: ranges[name])
    let entries = (-128..<128).map { quantization.int8(apply(x.quantization.number($0))) }
    let table = constant(Tensor(entries, .int8, [256]))
    keep(
      append(.table(Table()), [x.id, table], .int8, shape, name: name), as: id, quantization)
  }
}

extension Unary {
  /// The function on real numbers.
  fileprivate var real: ((Double) -> Double)? {
    switch self {
    case .abs: { $0.magnitude }
    case .ceil: { $0.rounded(.up) }
    case .cos: { Elementary.cos($0) }
    case .erf: { Elementary.erf($0) }
    case .exp: { Elementary.exp($0) }
    case .floor: { $0.rounded(.down) }
    case .log: { Elementary.log($0) }
    case .reciprocal: { Elementary.reciprocal($0) }
    case .rsqrt: { Elementary.rsqrt($0) }
    case .sigmoid: { Elementary.sigmoid($0) }
    case .sin: { Elementary.sin($0) }
    case .tanh: { Elementary.tanh($0) }
    case .bitwiseNot, .clz, .identity, .logicalNot: nil
    }
  }
}

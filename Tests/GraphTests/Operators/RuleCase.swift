import Graph
import Testing

/// An operand of a case: its type, and its value if it is a compile-time constant.
struct Given: Sendable {
  var type: TensorType
  var value: Tensor?

  /// A computed tensor.
  static func tensor(_ dtype: DType, _ shape: Shape) -> Given {
    Given(type: TensorType(dtype, shape))
  }

  /// A constant of integers.
  static func constant(_ dtype: DType, _ values: [Int]) -> Given {
    let tensor =
      switch dtype {
      case .bool: Tensor(values.map { UInt8($0) }, dtype, [values.count])
      case .int4, .int8: Tensor(values.map { Int8($0) }, dtype, [values.count])
      case .int16: Tensor(values.map { Int16($0) }, dtype, [values.count])
      case .int32: Tensor(values.map { Int32($0) }, dtype, [values.count])
      case .int48, .shape: Tensor(values.map { Int64($0) }, dtype, [values.count])
      case .fp32: Tensor(values.map { Float($0) }, dtype, [values.count])
      case .fp16: Tensor(values.map { HalfPrecision.fp16(Float($0)) }, dtype, [values.count])
      case .bf16: Tensor(values.map { HalfPrecision.bf16(Float($0)) }, dtype, [values.count])
      }
    return Given(type: tensor.type, value: tensor)
  }

  /// A zero point or padding value of 0.
  static func zero(_ dtype: DType) -> Given { constant(dtype, [0]) }

  /// The value of a CONST_SHAPE.
  static func sizes(_ values: [Int]) -> Given { constant(.shape, values) }
}

/// An operator applied to operands, and the results it is declared with.
struct RuleCase: Sendable {
  var operation: Operation
  var operands: [Given]
  var results: [TensorType]

  init(_ operation: Operation, _ operands: [Given], _ results: [TensorType]) {
    self.operation = operation
    self.operands = operands
    self.results = results
  }

  init(_ operation: Operation, _ operands: [Given], _ dtype: DType, _ shape: Shape) {
    self.init(operation, operands, [TensorType(dtype, shape)])
  }

  /// What the operator's rule says of the results.
  func inferred() throws(RuleViolation) -> [TensorType] {
    try operation.rule.results(
      of: OperandList(
        types: operands.map(\.type), values: operands.map(\.value), declaredResults: results))
  }

  /// Whether the rule accepts the case: no violation, and the results as declared.
  var isLegal: Bool { (try? inferred()) == results }
}

extension RuleCase: CustomTestStringConvertible {
  var testDescription: String {
    let operands = operands.map { given in
      given.value?.integerValues.map { "\(given.type.dtype)\($0.prefix(8))" } ?? "\(given.type)"
    }
    return "\(operation)(\(operands.joined(separator: ", "))) -> \(results)"
  }
}

/// A case that breaks one rule, and the part of the operator that the violation must name.
struct NearMiss: Sendable, CustomTestStringConvertible {
  /// The rule, in a few words.
  var rule: String
  var part: String
  var broken: RuleCase
  /// Whether the TOSA reference model refuses the case too.
  var isRefusedByReferenceModel = true

  init(_ rule: String, _ part: String, _ broken: RuleCase) {
    self.rule = rule
    self.part = part
    self.broken = broken
  }

  /// A case that the specification forbids or calls unpredictable and the reference model runs: it
  /// has EXT-DYNAMIC, which makes constants optional, and knows fewer bounds of level 8K.
  static func specified(_ rule: String, _ part: String, _ broken: RuleCase) -> NearMiss {
    var miss = NearMiss(rule, part, broken)
    miss.isRefusedByReferenceModel = false
    return miss
  }

  var testDescription: String { "\(broken.operation.kind): \(rule)" }
}

/// Legal cases and near misses of some operators.
struct RuleTable: Sendable {
  var legal: [RuleCase]
  var misses: [NearMiss]

  /// All tables.
  static let all: [RuleTable] = [
    convolutions, pools, products, spectra, elementwise, scaling, resizing, reductions, moves,
    indexing, constants, control,
  ]
}

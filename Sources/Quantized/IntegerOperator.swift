import Graph

/// What an operator's attributes give this engine: the types it has kernels for, and the kernel.
///
/// Each operator conforms in its own file under `Operators/`.
protocol IntegerOperator {
  /// Whether there is a kernel for the element types. Asked first: the number of operands is right,
  /// nothing else of them has been looked at.
  func accepts(_ operands: Operands) -> Bool

  /// Operands whose values the kernel needs before it runs.
  var constantOperands: Range<Int> { get }

  /// Any other reason why the operator can't be run; nil if it can.
  func limitation(_ operands: Operands) -> String?

  /// Makes the operator ready to run on operands that it accepts.
  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step
}

extension IntegerOperator {
  var constantOperands: Range<Int> { 0..<0 }
  func limitation(_ operands: Operands) -> String? { nil }
}

/// The operands and results of an operator before it is made ready.
struct Operands {
  var inputs: [TensorType]
  var outputs: [TensorType]
  /// The values of those inputs that are constants.
  var values: [Tensor?]

  /// The element type of the first input.
  var dtype: DType? { inputs.first?.dtype }
  /// The element type of the first result.
  var result: DType? { outputs.first?.dtype }

  /// Whether the leading inputs and the result have these element types.
  func are(_ leading: DType..., giving result: DType) -> Bool {
    inputs.count >= leading.count && zip(inputs, leading).allSatisfy { $0.dtype == $1 }
      && self.result == result
  }

  /// Whether the first `count` inputs and the result are all of one of `types`.
  func share(_ types: Set<DType>, first count: Int = 1) -> Bool {
    guard inputs.count >= count, let result, types.contains(result) else { return false }
    return inputs.prefix(count).allSatisfy { $0.dtype == result }
  }
}

extension Set<DType> {
  static let integers: Set = [.int8, .int16, .int32]
  /// Everything a kernel that only moves elements can carry.
  static let movable: Set = [.bool, .int8, .int16, .int32]
}

extension OperatorSite {
  /// The error for values that TOSA leaves open.
  func unpredictable(_ reason: String) -> EngineError {
    .unpredictable(Unpredictable(subject: subject, reason: reason))
  }

  /// The number in a constant operand of one element; 0 if there is no such constant.
  ///
  /// - Parameter unsigned: reads the bits as an unsigned number.
  func scalar(_ operand: Int, unsigned: Bool = false) -> Int {
    guard let value = constant(operand) else { return 0 }
    return value.integers(unsigned: unsigned).first ?? 0
  }
}

extension Tensor {
  /// The elements of an integer, BOOL or SHAPE tensor.
  func integers(unsigned: Bool = false) -> [Int] {
    switch (dtype, unsigned) {
    case (.bool, _), (.int8, true): withElements(as: UInt8.self) { $0.map { Int($0) } }
    case (.int8, false), (.int4, _): withElements(as: Int8.self) { $0.map { Int($0) } }
    case (.int16, true): withElements(as: UInt16.self) { $0.map { Int($0) } }
    case (.int16, false): withElements(as: Int16.self) { $0.map { Int($0) } }
    case (.int32, _): withElements(as: Int32.self) { $0.map { Int($0) } }
    case (.int48, _), (.shape, _): withElements(as: Int64.self) { $0.map { Int($0) } }
    case (.fp32, _), (.fp16, _), (.bf16, _): []
    }
  }
}

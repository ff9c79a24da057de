import Graph

/// One kernel call as its operator sees it before it runs.
///
/// Operands must be asked for in the order of execution: inputs, then outputs.
struct KernelSite {
  /// How messages name the call: `instruction 5 (aten::exp.out)`.
  private(set) var subject = ""
  /// The values; inputs and outputs are resolved here.
  var table: ValueTable
  /// The values that the call makes, and their slots, in order.
  private(set) var results: [(value: Int, slot: Int)] = []
  private var arguments: [Int] = []

  /// A site over the values of a plan; ``begin(_:arguments:)`` puts it at a call.
  init(table: ValueTable) { self.table = table }

  /// Goes to the next call.
  mutating func begin(_ subject: String, arguments: [Int]) {
    self.subject = subject
    self.arguments = arguments
    results = []
  }

  /// The tensor that is argument `position`.
  mutating func input(_ position: Int) throws(EngineError) -> Operand {
    try table.read(value(position), subject: subject)
  }

  /// The tensor that argument `position` becomes.
  mutating func output(_ position: Int) throws(EngineError) -> Operand {
    let value = try value(position)
    let operand = try table.write(value, subject: subject)
    results.append((value, operand.slot))
    return operand
  }

  /// Argument `position`, an integer.
  func integer(_ position: Int) throws(EngineError) -> Int64 {
    guard case .int(let number) = table[try value(position)] else {
      throw invalid("argument \(position) is no integer")
    }
    return number
  }

  /// Argument `position`, a floating-point number.
  func double(_ position: Int) throws(EngineError) -> Double {
    guard case .double(let number) = table[try value(position)] else {
      throw invalid("argument \(position) is no floating-point number")
    }
    return number
  }

  /// Argument `position`, a number of any kind (`Scalar`), as the nearest FP32.
  func scalar(_ position: Int) throws(EngineError) -> Float {
    switch table[try value(position)] {
    case .int(let number): return Float(number)
    case .double(let number): return Float(number)
    case .bool(let flag): return flag ? 1 : 0
    default: throw invalid("argument \(position) is no number")
    }
  }

  /// The call breaks the operator's schema.
  func invalid(_ message: String) -> EngineError {
    .invalid(InvalidInput(.graph, message, at: InputLocation(element: subject)))
  }

  /// There is no kernel for this call.
  func unsupported(_ reason: String) -> EngineError {
    .unsupported(Unsupported(engine: ProgramPlan.name, subject: subject, reason: reason))
  }

  /// - Throws: `unsupported` if there is something else than `dtype` in `operand`.
  func require(_ dtype: DType, of operand: Operand, _ name: String) throws(EngineError) {
    guard operand.dtype == dtype else {
      throw unsupported("\(name) is \(operand.dtype), there is a kernel for \(dtype)")
    }
  }

  /// - Throws: `invalid` if `operand` is not of `shape`.
  func require(_ shape: Shape, of operand: Operand, _ name: String) throws(EngineError) {
    guard operand.shape == shape else {
      throw invalid("\(name) has the shape \(operand.shape), \(shape) is expected")
    }
  }

  private func value(_ position: Int) throws(EngineError) -> Int {
    guard arguments.indices.contains(position) else {
      throw invalid("\(arguments.count) arguments, argument \(position) is missing")
    }
    return arguments[position]
  }
}

/// A kernel call made ready: reads and writes a session's tensors, looks nothing up.
typealias Kernel = @Sendable (inout [Tensor]) -> Void

/// An operator of ExecuTorch's kernel libraries.
protocol PortableOperator: Sendable {
  /// The names that programs call it by.
  var name: ProgramOperator { get }

  /// Checks one call and makes its kernel.
  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel
}

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
  /// The slots that the call reads, in order.
  private(set) var reads: [Int] = []
  /// Elements of the result; 0 where it is a list.
  private(set) var elements = 0
  /// What the call costs, as ``PortableCall/work`` counts it; nil for the elements of its result.
  var work: Int?
  private var arguments: [Int] = []

  /// A site over the values of a plan; ``begin(_:arguments:)`` puts it at a call.
  init(table: ValueTable) { self.table = table }

  /// Goes to the next call.
  mutating func begin(_ subject: String, arguments: [Int]) {
    self.subject = subject
    self.arguments = arguments
    results = []
    reads = []
    elements = 0
    work = nil
  }

  /// The tensor that is argument `position`.
  mutating func input(_ position: Int) throws(EngineError) -> Operand {
    try read(value(position))
  }

  /// The FP32 tensor that is argument `position`; messages call it `name`.
  mutating func reals(_ position: Int, _ name: String = "input") throws(EngineError) -> Operand {
    let operand = try input(position)
    try require(.fp32, of: operand, name)
    guard !operand.isReal else { throw unsupported("no kernel for \(operand.scalarType.name)") }
    return operand
  }

  /// The tensors that argument `position`, a list, holds.
  mutating func inputs(_ position: Int) throws(EngineError) -> [Operand] {
    var operands: [Operand] = []
    for value in try tensorList(position) { operands.append(try read(value)) }
    return operands
  }

  /// The tensor that argument `position` becomes.
  ///
  /// - Parameter dtype: what is written, if not what the program declares.
  mutating func output(_ position: Int, as dtype: DType? = nil) throws(EngineError) -> Operand {
    let operand = try write(value(position), as: dtype)
    elements = operand.count
    return operand
  }

  /// The FP32 tensor of `shape` that argument `position` becomes.
  mutating func realOutput(_ position: Int, _ shape: Shape) throws(EngineError) -> Operand {
    let operand = try output(position)
    try require(.fp32, of: operand, "out")
    try require(shape, of: operand, "out")
    return operand
  }

  /// The tensors that argument `position`, a list, becomes.
  mutating func outputs(
    _ position: Int, as dtype: DType? = nil
  ) throws(EngineError) -> [Operand] {
    var operands: [Operand] = []
    for value in try tensorList(position) { operands.append(try write(value, as: dtype)) }
    return operands
  }

  private mutating func read(_ value: Int) throws(EngineError) -> Operand {
    let operand = try table.read(value, subject: subject)
    reads.append(operand.slot)
    return operand
  }

  private mutating func write(_ value: Int, as dtype: DType?) throws(EngineError) -> Operand {
    let operand = try table.write(value, as: dtype, subject: subject)
    results.append((value, operand.slot))
    return operand
  }

  private func tensorList(_ position: Int) throws(EngineError) -> [Int] {
    guard case .tensorList(let values) = table[try value(position)] else {
      throw invalid("argument \(position) is no list of tensors")
    }
    return values
  }

  /// Whether argument `position` is left out.
  func isNone(_ position: Int) throws(EngineError) -> Bool {
    if case .none = table[try value(position)] { true } else { false }
  }

  /// Argument `position`, true or false.
  func flag(_ position: Int) throws(EngineError) -> Bool {
    guard case .bool(let flag) = table[try value(position)] else {
      throw invalid("argument \(position) is neither true nor false")
    }
    return flag
  }

  /// Argument `position`, a list of integers.
  func integers(_ position: Int) throws(EngineError) -> [Int64] {
    guard case .intList(let values) = table[try value(position)] else {
      throw invalid("argument \(position) is no list of integers")
    }
    var integers: [Int64] = []
    for value in values {
      guard case .int(let number) = table[value] else {
        throw invalid("argument \(position) holds something else than integers")
      }
      integers.append(number)
    }
    return integers
  }

  /// Argument `position`, a dimension of a tensor of `rank`; negative ones count from the end.
  func axis(_ position: Int, ofRank rank: Int) throws(EngineError) -> Int {
    try axis(integer(position), ofRank: rank)
  }

  /// A dimension of a tensor of `rank`; negative ones count from the end.
  func axis(_ number: Int64, ofRank rank: Int) throws(EngineError) -> Int {
    // A scalar has a dimension for this purpose, as in PyTorch.
    let bound = Int64(max(rank, 1))
    guard (-bound..<bound).contains(number) else {
      throw invalid("there is no dimension \(number) in \(rank)")
    }
    return Int(number < 0 ? number + bound : number)
  }

  /// Argument `position`, a constant tensor of numbers.
  func constants(_ position: Int, _ name: String) throws(EngineError) -> [Double] {
    guard let tensor = table[try value(position)].tensor else {
      throw invalid("argument \(position) is no tensor")
    }
    guard tensor.isConstant, let data = tensor.data, data.count == tensor.byteCount else {
      throw unsupported("\(name) is no constant")
    }
    switch tensor.scalarType {
    case .double:
      return data.withUnsafeBytes { bytes in
        (0..<tensor.shape.elementCount).map {
          Double(bitPattern: bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self))
        }
      }
    default:
      guard let type = tensor.type else {
        throw unsupported("\(name) is of \(tensor.scalarType.name)")
      }
      return Tensor(type, bytes: data).realValues
    }
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
///
/// It fails only for what the data decide, such as an index beyond a table.
typealias Kernel = @Sendable (inout [Tensor]) throws(EngineError) -> Void

/// An operator of ExecuTorch's kernel libraries.
protocol PortableOperator: Sendable {
  /// The names that programs call it by.
  var name: ProgramOperator { get }

  /// Checks one call and makes its kernel.
  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel
}

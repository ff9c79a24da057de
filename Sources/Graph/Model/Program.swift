/// An ExecuTorch program as a `.pte` file holds it: everything resolved that the file's tables and
/// segments refer to, every index in range, nothing run yet.
///
/// ```swift
/// let program = try Program(pteFile: "model.pte")
/// let payloads = program.plans[0].delegates.map(\.payload)   // the .tosa graphs
/// ```
public struct Program: Sendable, Hashable {
  /// The version of ExecuTorch's schema.
  public var version: Int
  /// The entry points, such as `forward`.
  public var plans: [ExecutionPlan]
  /// The keys of the data that delegates look up by name.
  public var namedData: [String]

  /// A program of the given entry points.
  public init(version: Int = 0, plans: [ExecutionPlan], namedData: [String] = []) {
    self.version = version
    self.plans = plans
    self.namedData = namedData
  }

  /// The plan called `name`; nil if there is none.
  public func plan(named name: String) -> ExecutionPlan? { plans.first { $0.name == name } }
}

/// One entry point of a program: a table of values and the instructions that work on it.
public struct ExecutionPlan: Sendable, Hashable {
  /// The method of the model, such as `forward`.
  public var name: String
  /// Every value that an instruction names, by its index.
  public var values: [EValue]
  /// The values that the caller gives, as indices.
  public var inputs: [Int]
  /// The values that the caller gets, as indices.
  public var outputs: [Int]
  /// What is done, in order. Files have a list of chains; all programs have one, as ExecuTorch's
  /// schema says, and more are read as one after the other.
  public var instructions: [Instruction]
  /// The operators that kernel calls name.
  public var operators: [ProgramOperator]
  /// The parts that a backend computes.
  public var delegates: [BackendDelegate]
  /// Bytes of each planned memory, by its id; 0 is not used.
  public var memorySizes: [Int]

  /// An entry point.
  public init(
    name: String = "forward", values: [EValue], inputs: [Int], outputs: [Int],
    instructions: [Instruction], operators: [ProgramOperator] = [],
    delegates: [BackendDelegate] = [], memorySizes: [Int] = []
  ) {
    self.name = name
    self.values = values
    self.inputs = inputs
    self.outputs = outputs
    self.instructions = instructions
    self.operators = operators
    self.delegates = delegates
    self.memorySizes = memorySizes
  }
}

/// An operator by the two names that kernels are registered under.
public struct ProgramOperator: Sendable, Hashable, CustomStringConvertible {
  /// The name with its namespace: `aten::gt`.
  public var name: String
  /// The overload: `Scalar_out`, or nothing.
  public var overload: String

  /// An operator by its names.
  public init(_ name: String, overload: String = "") {
    self.name = name
    self.overload = overload
  }

  /// Both names, such as `aten::gt.Scalar_out`.
  public var description: String { overload.isEmpty ? name : "\(name).\(overload)" }
}

/// One step of a plan. Numbers are indices of ``ExecutionPlan/values`` unless said otherwise.
public enum Instruction: Sendable, Hashable {
  /// Calls the kernel of the operator with that index; results are arguments too.
  case kernelCall(operator: Int, arguments: [Int])
  /// Runs the delegate with that index; its inputs come before its outputs.
  case delegateCall(delegate: Int, arguments: [Int])
  /// Makes one value another.
  case moveCall(from: Int, to: Int)
  /// Goes on at the instruction with that index if the value is false.
  case jumpFalseCall(condition: Int, destination: Int)
  /// Gives the memory of a tensor back.
  case freeCall(value: Int)
}

/// A part of a program that was compiled for a backend.
public struct BackendDelegate: Sendable, Hashable {
  /// The backend, such as `TOSABackend`.
  public var id: String
  /// What the backend's compiler made: for `TOSABackend` the bytes of a `.tosa` file.
  public var payload: [UInt8]
  /// What the compiler was told.
  public var compileSpecs: [CompileSpec]

  /// A delegate to `id`.
  public init(id: String, payload: [UInt8], compileSpecs: [CompileSpec] = []) {
    self.id = id
    self.payload = payload
    self.compileSpecs = compileSpecs
  }

  /// The value of a compile spec as text; nil if there is none of that key.
  public func compileSpec(_ key: String) -> String? {
    compileSpecs.first { $0.key == key }.map { String(decoding: $0.value, as: UTF8.self) }
  }
}

/// An option of a backend's compiler.
public struct CompileSpec: Sendable, Hashable {
  /// The name of the option, such as `tosa_spec`.
  public var key: String
  /// Its value, in most cases text.
  public var value: [UInt8]

  /// An option.
  public init(key: String, value: [UInt8]) {
    self.key = key
    self.value = value
  }
}

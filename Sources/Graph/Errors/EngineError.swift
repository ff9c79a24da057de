/// This engine can't do what the graph asks, though the graph is valid. Never a failure of the graph.
public struct Unsupported: Error, Sendable, Hashable {
  /// The engine that can't.
  public var engine: String
  /// What it can't do: `operator 3 (FFT2D)`.
  public var subject: String
  /// Why: `no kernel for FP16`.
  public var reason: String

  /// Something `engine` can't do.
  public init(engine: String, subject: String, reason: String) {
    self.engine = engine
    self.subject = subject
    self.reason = reason
  }
}

extension Unsupported: CustomStringConvertible {
  public var description: String { "\(engine): \(subject): \(reason)" }
}

/// The values met an operation whose result TOSA leaves open (REQUIRE in its pseudo-code), such as
/// an INT32 ADD that overflows. No engine's result can be wrong there.
public struct Unpredictable: Error, Sendable, Hashable {
  /// The operator: `operator 7 (ADD -> 'sum')`.
  public var subject: String
  /// The requirement that was not met.
  public var reason: String

  /// An unmet requirement of TOSA.
  public init(subject: String, reason: String) {
    self.subject = subject
    self.reason = reason
  }
}

extension Unpredictable: CustomStringConvertible {
  public var description: String { "\(subject): \(reason)" }
}

/// Something outside the program failed: a worker process, a device, a full disk. Exit code 3.
public struct InfrastructureFailure: Error, Sendable, Hashable {
  /// What failed: an engine, a device, a path.
  public var subject: String
  /// How it failed.
  public var reason: String
  /// What to do about it.
  public var remedy: String?
  /// How a program ended that failed; nil for other failures.
  public var ending: ProgramEnding?

  /// A failure outside the program.
  public init(
    subject: String, reason: String, remedy: String? = nil, ending: ProgramEnding? = nil
  ) {
    self.subject = subject
    self.reason = reason
    self.remedy = remedy
    self.ending = ending
  }
}

/// How a program ended that did not do its work: a crash is not a hang.
public enum ProgramEnding: Sendable, Hashable, CustomStringConvertible {
  /// It gave no answer in its time.
  case hang
  case signal(Int32)
  case status(Int32)

  /// `hang`, `signal 8`, `status 1`
  public var description: String {
    switch self {
    case .hang: "hang"
    case .signal(let number): "signal \(number)"
    case .status(let number): "status \(number)"
    }
  }
}

extension InfrastructureFailure: CustomStringConvertible {
  public var description: String {
    "\(subject): \(reason)" + (remedy.map { ". " + $0 } ?? "")
  }
}

/// A bug of ours: an invariant did not hold. Exit code 70.
public struct InternalFault: Error, Sendable, Hashable {
  /// What did not hold.
  public var message: String
  /// Where in the source it was noticed.
  public var source: String

  /// A broken invariant noticed at the caller's line.
  public init(_ message: String, file: String = #fileID, line: Int = #line) {
    self.message = message
    self.source = "\(file):\(line)"
  }
}

extension InternalFault: CustomStringConvertible {
  public var description: String { "internal error at \(source): \(message). Please report it." }
}

/// Everything an engine can throw; the families never mix.
public enum EngineError: Error, Sendable, Hashable {
  /// The input is wrong.
  case invalid(InvalidInput)
  /// The engine can't do this.
  case unsupported(Unsupported)
  /// TOSA leaves the result open.
  case unpredictable(Unpredictable)
  /// Something outside the program failed.
  case infrastructure(InfrastructureFailure)
  /// A bug of ours.
  case internalFault(InternalFault)
}

extension EngineError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalid(let error): error.description
    case .unsupported(let error): error.description
    case .unpredictable(let error): error.description
    case .infrastructure(let error): error.description
    case .internalFault(let error): error.description
    }
  }
}

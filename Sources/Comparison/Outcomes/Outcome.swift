public import Graph

/// What became of one comparison.
public enum Outcome: Sendable, Hashable {
  /// It agrees within the tolerance.
  case pass
  /// It does not.
  case fail
  /// It fails in a way that is known and named, and excused until a day, written `2026-12-31`.
  case knownDefect(name: String, reason: String, expiry: String)
  /// The engine can't run this graph.
  case unsupported(String)
  /// TOSA leaves the result open for these values.
  case unpredictable(String)
  /// It was not run, for a reason.
  case skipped(String)
  /// It failed, then passed; both are kept.
  case flaky(String)
  /// The model, an input or a golden file is not what it should be.
  case invalid(String)
  /// Something outside the program failed.
  case infrastructure(String)
  /// A bug of ours.
  case internalFault(String)

  /// The outcome of a run that ended in an error.
  public init(_ error: EngineError) {
    switch error {
    case .invalid(let error): self = .invalid(error.description)
    case .unsupported(let error): self = .unsupported(error.description)
    case .unpredictable(let error): self = .unpredictable(error.description)
    case .infrastructure(let error): self = .infrastructure(error.description)
    case .internalFault(let error): self = .internalFault(error.description)
    }
  }

  /// The class without its reason.
  public var kind: Kind {
    switch self {
    case .pass: .pass
    case .fail: .fail
    case .knownDefect: .knownDefect
    case .unsupported: .unsupported
    case .unpredictable: .unpredictable
    case .skipped: .skipped
    case .flaky: .flaky
    case .invalid: .invalid
    case .infrastructure: .infrastructure
    case .internalFault: .internalFault
    }
  }

  /// Why, where the class alone does not say it.
  public var reason: String? {
    switch self {
    case .pass, .fail: nil
    case .knownDefect(let name, let reason, let expiry): "\(name): \(reason), until \(expiry)"
    case .unsupported(let reason), .unpredictable(let reason), .skipped(let reason),
      .flaky(let reason), .invalid(let reason), .infrastructure(let reason),
      .internalFault(let reason):
      reason
    }
  }

  /// The classes of outcomes, in the order in which reports list them.
  public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
    case pass
    case fail
    case knownDefect = "known defect"
    case unsupported
    case unpredictable
    case skipped
    case flaky
    case invalid
    case infrastructure
    case internalFault = "internal"

    /// Whether two results were compared and a verdict was reached.
    public var isJudged: Bool {
      switch self {
      case .pass, .fail, .flaky, .knownDefect: true
      case .unsupported, .unpredictable, .skipped, .invalid, .infrastructure, .internalFault: false
      }
    }
  }
}

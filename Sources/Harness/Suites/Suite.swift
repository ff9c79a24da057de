public import Comparison

/// What a gate runs: models, inputs, engines, and tolerances with their reasons.
public struct Suite: Sendable {
  /// The name in reports.
  public var name: String
  /// The file it was read from, as the user named it.
  public var file: String
  /// The models, in the order of the file; patterns are expanded.
  public var cases: [SuiteCase]
  /// Failures of the past that must not come back, after the cases.
  public var corpus: [CorpusBundle]
  /// What models are worth on their engines, last.
  public var tasks: [SuiteTask]
  /// SHA-256 digests of recorded files, by path; empty if the suite names no list.
  public var digests: DigestList
  /// The known defects of AXON's compiler that are excused.
  public var knownDefects: [ListedDefect]

  /// A suite of the given cases, bundles and tasks.
  public init(
    name: String, file: String, cases: [SuiteCase], corpus: [CorpusBundle] = [],
    tasks: [SuiteTask] = [], digests: DigestList = .init(), knownDefects: [ListedDefect] = []
  ) {
    self.name = name
    self.file = file
    self.cases = cases
    self.corpus = corpus
    self.tasks = tasks
    self.digests = digests
    self.knownDefects = knownDefects
  }
}

/// One model with its inputs and what is asked of it.
public struct SuiteCase: Sendable {
  /// The name in reports: the model's folder and file.
  public var name: String
  /// The `.tosa` or `.pte` file.
  public var model: String
  public var inputs: InputSource
  /// Recorded outputs, one `.npy` file for each output of the model, in its order.
  public var golden: [String]
  /// A `.pte` that must contain this very graph, and as which of its delegates.
  public var payload: Payload?
  public var checks: [Check]
  /// The command line that shows the case's results again; nil for a case of a suite file.
  public var reproduction: String?

  /// Which delegate of which program a `.tosa` file must be equal to.
  public struct Payload: Sendable, Hashable {
    public var program: String
    public var delegate: Int
  }

  /// A case; `golden` may be empty if no check is against it.
  public init(
    name: String, model: String, inputs: InputSource, golden: [String] = [],
    payload: Payload? = nil, checks: [Check], reproduction: String? = nil
  ) {
    self.name = name
    self.model = model
    self.inputs = inputs
    self.golden = golden
    self.payload = payload
    self.checks = checks
    self.reproduction = reproduction
  }
}

/// One question: do these two agree within this tolerance?
public struct Check: Sendable {
  /// What an engine is compared with.
  public enum Opponent: Sendable, Hashable {
    /// The recorded outputs.
    case golden
    /// Another engine, by name.
    case engine(String)

    /// `golden`, or the engine's name.
    public var name: String {
      switch self {
      case .golden: "golden"
      case .engine(let name): name
      }
    }
  }

  /// The engine under test, by name.
  public var engine: String
  public var against: Opponent
  public var tolerance: CheckTolerance

  /// A comparison of `engine` with `against`.
  public init(engine: String, against: Opponent, tolerance: CheckTolerance) {
    self.engine = engine
    self.against = against
    self.tolerance = tolerance
  }
}

/// How far two results may be apart.
public enum CheckTolerance: Sendable {
  /// A limit that is known beforehand.
  case fixed(Tolerance)
  /// TOSA's compliance bound, propagated through the graph for the inputs at hand.
  case compliance(reason: String)
  /// Between engines `axon` and `quantized`: every difference is understood.
  case explained(ExplainedTolerance)

  /// The limits and their reason, as reports print them.
  public var description: String {
    switch self {
    case .fixed(let tolerance):
      tolerance.limits.map(\.description).joined(separator: " and ")
        + " (\(tolerance.reason))"
    case .compliance(let reason): "TOSA's compliance bound (\(reason))"
    case .explained(let tolerance): tolerance.description
    }
  }
}

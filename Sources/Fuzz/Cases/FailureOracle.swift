public import Comparison
public import Graph

/// How a case fails.
public struct Failure: Sendable, Hashable {
  public var signature: FailureSignature
  /// The index in the main block of the first operator whose result differs; nil if unknown.
  public var operatorIndex: Int?
  /// The coordinates of the first differing element of that result; empty if unknown.
  public var element: [Int]
  /// The places of all differing elements of that result, in row-major order; empty if unknown.
  public var differing: Set<Int>
  /// That result as the engine under test gave it; nil if unknown.
  public var actual: Tensor?
  /// What the trusted engine gives instead; nil if unknown.
  public var expected: Tensor?
  /// What the tensors of the graph held in the trusted run, by name: lets a reduction start in the
  /// middle of the graph. Tensors that no engine showed are missing.
  public var values: [String: Tensor]
  /// What they held in the run that went wrong, where the oracle knows.
  public var observed: [String: Tensor] = [:]
  /// What the engine under test seems to have computed instead, the likeliest first; empty before a
  /// reduction, and where no mistake explains the whole result.
  ///
  /// It is told from whole tensors: what a reduction leaves does not show it.
  public var mistakes: [String] = []
  /// What explains what a reduction left, by chance or not.
  public var possibleMistakes: [String] = []

  /// A failure.
  public init(
    signature: FailureSignature, operatorIndex: Int? = nil, element: [Int] = [],
    differing: Set<Int> = [], actual: Tensor? = nil, expected: Tensor? = nil,
    values: [String: Tensor] = [:]
  ) {
    self.signature = signature
    self.operatorIndex = operatorIndex
    self.element = element
    self.differing = differing
    self.actual = actual
    self.expected = expected
    self.values = values
  }
}

/// Tells whether a case fails, and how.
///
/// The same case gives the same answer; an oracle over engines that can crash or hang contains them.
public protocol FailureOracle: Sendable {
  /// The failure of `candidate`; nil if nothing is wrong with it, or if it can't be judged, as where an
  /// engine does not support it.
  func failure(of candidate: FuzzCase, graph: ValidatedGraph) -> Failure?

  /// The same of a case whose runs are shared with others.
  func failure(in runs: CaseRuns) -> Failure?

  /// Who tells whether a mistake explains a failure of this oracle; nil if nobody can.
  var mistakeJudge: (any MistakeJudge)? { get }
}

extension FailureOracle {
  public var mistakeJudge: (any MistakeJudge)? { nil }

  public func failure(in runs: CaseRuns) -> Failure? {
    failure(of: runs.candidate, graph: runs.graph)
  }
}

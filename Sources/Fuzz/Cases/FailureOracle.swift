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
  /// What the tensors of the graph held in the trusted run, by name: lets a reduction start in the
  /// middle of the graph. Tensors that no engine showed are missing.
  public var values: [String: Tensor]

  /// A failure.
  public init(
    signature: FailureSignature, operatorIndex: Int? = nil, element: [Int] = [],
    differing: Set<Int> = [], values: [String: Tensor] = [:]
  ) {
    self.signature = signature
    self.operatorIndex = operatorIndex
    self.element = element
    self.differing = differing
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
}

extension FailureOracle {
  public func failure(in runs: CaseRuns) -> Failure? {
    failure(of: runs.candidate, graph: runs.graph)
  }
}

public import Comparison
import Store

/// What a group of failures is taken to come from: a mistake, or else an operator that goes wrong.
public struct FailureCause: Sendable, Hashable {
  /// The step at which it goes wrong, and for an error its kind.
  public var stage: FailureSignature.Stage
  public var errorKind: String?
  /// The operator; nil where the mistake is not the operator's own.
  public var operatorName: String?
  /// What the engine seems to have computed; nil where nothing explains it.
  public var mistake: String?
  /// What wrong numbers have in common where no mistake explains them.
  public var family: ErrorPattern.Family?
  /// The operator without which another one, right by itself, does not fail: `with CLAMP`.
  public var company: String?

  /// The fewest causes that explain all failures, one for each, in their order.
  ///
  /// Small results agree with several mistakes by chance. The one that explains most failures is taken for
  /// all that it explains, then the next of the rest: a cause that others have needs no new one.
  static func fewest(of failures: [FailureRecord]) -> [FailureCause] {
    let possible = failures.map { Self.mistakes(of: $0).union(Self.companies(of: $0)) }
    var causes = failures.map { Self.unexplained($0.signature) }
    var rest = failures.indices.filter { !possible[$0].isEmpty }
    while !rest.isEmpty {
      var support: [FailureCause: Int] = [:]
      for index in rest {
        for cause in possible[index] { support[cause, default: 0] += 1 }
      }
      // Names break ties: the order of failures must not matter.
      guard
        let best = support.max(by: { ($0.value, $1.key.order) < ($1.value, $0.key.order) })?.key
      else { break }
      for index in rest where possible[index].contains(best) { causes[index] = best }
      rest.removeAll { possible[$0].contains(best) }
    }
    return causes
  }

  /// The mistakes that explain a failure, each as a cause.
  private static func mistakes(of failure: FailureRecord) -> Set<FailureCause> {
    let signature = failure.signature
    return Set(
      (failure.details.mistakes ?? []).map { mistake in
        // Layers of an accelerator share one output stage, whatever they compute.
        let isShared = signature.rounding == .unexplained
        return FailureCause(
          stage: signature.stage, errorKind: signature.errorKind,
          operatorName: isShared ? nil : signature.operatorName, mistake: mistake)
      })
  }

  /// The operators that a failure needs beside its own, each as a cause.
  private static func companies(of failure: FailureRecord) -> Set<FailureCause> {
    let signature = failure.signature
    // Where a layer rounds differently, the others make up the layer.
    guard signature.rounding == .notRounding, signature.errorKind == nil else { return [] }
    return Set(
      signature.attributes.filter { $0.hasPrefix("with ") }.map {
        FailureCause(stage: signature.stage, company: $0)
      })
  }

  /// The cause of a failure that nothing explains: its operator.
  private static func unexplained(_ signature: FailureSignature) -> FailureCause {
    FailureCause(
      stage: signature.stage, errorKind: signature.errorKind,
      operatorName: signature.operatorName, family: signature.pattern?.family)
  }

  private var order: String {
    "\(operatorName ?? "") \(mistake ?? "") \(company ?? "") \(stage) \(errorKind ?? "")"
  }
}

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
  /// all that it explains, then the next of the rest: a cause that others have needs no new one. A failure
  /// that has no cause then, or one that hardly another has, is put to a cause of many that explains at least
  /// what is left of it.
  static func fewest(of failures: [FailureRecord]) -> [FailureCause] {
    let known = failures.map(Self.explaining)
    var causes = failures.map { Self.unexplained($0.signature) }
    var sizes: [FailureCause: Int] = [:]
    var rest = failures.indices.filter { !known[$0].isEmpty }
    while !rest.isEmpty {
      var support: [FailureCause: Int] = [:]
      for index in rest {
        for cause in known[index] { support[cause, default: 0] += 1 }
      }
      guard let best = Self.first(of: support) else { break }
      for index in rest where known[index].contains(best) { causes[index] = best }
      sizes[best] = support[best]
      rest.removeAll { known[$0].contains(best) }
    }
    for (index, failure) in failures.enumerated() {
      let own = sizes[causes[index]] ?? 0
      guard own <= rareSize else { continue }
      let possible = Self.causes(failure.details.possibleMistakes ?? [], of: failure.signature)
      let larger = sizes.filter {
        $0.value > max(rareSize, rareShare * own) && possible.contains($0.key)
      }
      if let adopted = Self.first(of: larger) { causes[index] = adopted }
    }
    return causes
  }

  /// A cause of no more failures than these may be chance.
  private static let rareSize = 2
  /// By how much another one must have more.
  private static let rareShare = 3

  /// The cause of most failures; names break ties: the order of failures must not matter.
  private static func first(of support: [FailureCause: Int]) -> FailureCause? {
    support.max { ($0.value, $1.key.order) < ($1.value, $0.key.order) }?.key
  }

  /// The causes that explain a failure as a whole.
  private static func explaining(_ failure: FailureRecord) -> Set<FailureCause> {
    let signature = failure.signature
    var causes = Self.causes(failure.details.mistakes ?? [], of: signature)
    causes.formUnion(Self.companies(of: signature))
    if signature.errorKind == FailureSignature.keptState {
      // Memory that is not cleared is the engine's, whatever reads it.
      causes.insert(FailureCause(stage: signature.stage, errorKind: signature.errorKind))
    }
    return causes
  }

  /// Mistakes that explain a failure, each as a cause.
  private static func causes(
    _ mistakes: [String], of signature: FailureSignature
  ) -> Set<FailureCause> {
    // Layers of an accelerator share one output stage, whatever they compute.
    let isShared = signature.rounding == .unexplained
    return Set(
      mistakes.map {
        FailureCause(
          stage: signature.stage, errorKind: signature.errorKind,
          operatorName: isShared ? nil : signature.operatorName, mistake: $0)
      })
  }

  /// The operators that a failure needs beside its own, each as a cause.
  private static func companies(of signature: FailureSignature) -> Set<FailureCause> {
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

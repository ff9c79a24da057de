import Axon
public import Fuzz
public import Graph

/// How engine `axon` takes a graph apart: which operators become which layers or stay on the CPU and why,
/// which fused patterns fire, which known defects layers meet.
public struct PartitionFeatures: FeatureProbe {
  private let axon: any Engine

  /// Features of what `axon` plans.
  public init(_ axon: any Engine) { self.axon = axon }

  public func features(in runs: CaseRuns) -> [String] {
    guard let plan = try? runs.trace(of: axon).plan as? AxonPlan else { return [] }
    var found: [String] = []
    var seen: Set<String> = []
    func add(_ name: String) {
      if seen.insert(name).inserted { found.append(name) }
    }
    for entry in plan.report.operators {
      switch entry.placement {
      case .constant, .fused: break
      case .delegated(_, let layer): add(Self.delegated(entry.kind, layer))
      case .layout: add("axon: \(entry.kind) is a layout")
      case .host(let reason): add("axon: \(entry.kind) on the CPU: \(ReasonClass.of(reason))")
      }
    }
    for fusion in plan.fusions { add(Self.fused(fusion.pattern)) }
    for defect in plan.report.defects {
      add("axon: \(defect.meeting.operation.rawValue) meets \(defect.meeting.defect.name)")
    }
    return found
  }

  private static func delegated(_ kind: OperatorKind, _ layer: AxonOperation) -> String {
    "axon: \(kind) in a layer \(layer.rawValue)"
  }

  private static func fused(_ pattern: String) -> String { "axon: fused \(pattern)" }

  public func vocabulary(of profile: Profile) -> [FeatureGroup] {
    let domains = Self.domains(of: profile)
    let patterns = FusionCatalog.entries
      .filter { !domains.isDisjoint(with: $0.domains) }.map { Self.fused($0.name) }
    guard domains.contains("INT graph") else { return [FeatureGroup("fused patterns", patterns)] }
    let reasons =
      PartitionVocabulary.reasons
      + (profile == .int || profile == .all ? PartitionVocabulary.reasonsInFreeGraphs : [])
    let decisions =
      PartitionVocabulary.layers.map { Self.delegated($0, $1) }
      + PartitionVocabulary.layouts.map { "axon: \($0) is a layout" }
      + reasons.map { kind, reason in "axon: \(kind) on the CPU: \(reason)" }
    return [
      FeatureGroup("fused patterns", patterns), FeatureGroup("partition decisions", decisions),
    ]
  }

  private static func domains(of profile: Profile) -> Set<String> {
    switch profile {
    case .cnnInt, .int: ["INT graph"]
    case .fp: ["FP graph"]
    case .paired, .all: ["INT graph", "FP graph"]
    }
  }
}

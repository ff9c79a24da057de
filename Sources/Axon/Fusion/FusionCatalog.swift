public import Graph

/// One row of the table of fused patterns, as `docs/fusion.md` has it.
public struct FusionEntry: Sendable, Hashable {
  public var number: Int
  public var name: String
  /// Whether Nordic published the name; else it is ours.
  public var isPublished: Bool
  /// What it computes.
  public var formula: String
  /// What it is looked for in: `FP graph`, `INT graph`, `program`.
  public var domains: [String]
  /// What its kernels compute in; empty where AXON's layers do the work.
  public var kernels: [FusionArithmetic]
  /// How far the kernel's fp32 results may be from the operators', and why.
  public var bound: String
}

/// The fused patterns there are.
public enum FusionCatalog {
  /// By their numbers.
  public static let entries: [FusionEntry] = FusedPattern.all.map { pattern in
    FusionEntry(
      number: pattern.number, name: pattern.name, isPublished: pattern.source == .published,
      formula: pattern.formula,
      domains: FusedPattern.Domain.allCases.filter(pattern.domains.contains).map(\.rawValue),
      kernels: pattern.kernel.map { $0.q12 == nil ? [.fp32] : [.fp32, .q12] } ?? [],
      bound: pattern.bound.description)
  }

  /// What of a program's kernel calls could run as one: the instructions and the kernel.
  ///
  /// - Parameter disabled: patterns that are not looked for, by their names.
  public static func fusions(
    of plan: ExecutionPlan, disabled: Set<String> = []
  ) -> [Fusion] {
    Fuser(Flow(plan), domain: .program, disabled: disabled).groups
      .map { Fusion($0, arithmetic: .fp32) }
  }
}

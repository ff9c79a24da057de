import Comparison
import Foundation
import Fuzz
public import Graph

/// Illegal graphs, each of which every engine must refuse: what `assay fuzz --illegal` runs.
public struct RefusalRun: Sendable {
  private let checks: [any RefusalCheck]
  private let graphs: IllegalGraphs
  private let seed: UInt64
  private let command: String
  private let bundles: String

  /// A run over the engines of a comma-separated list.
  ///
  /// - Parameters:
  ///   - bundles: the folder that gets the first graph of each kind that an engine does not refuse.
  ///   - command: the command line, for reports.
  /// - Throws: `invalid` for an engine that does not exist, `infrastructure` for one that is not here.
  public init(
    engines list: String, seed: UInt64, bundles: String, command: String,
    options: EngineOptions = EngineOptions()
  ) throws(EngineError) {
    var checks: [any RefusalCheck] = []
    for name in EngineRegistry.names(in: list) {
      if let reason = EngineRegistry.absence(of: name) {
        throw .infrastructure(InfrastructureFailure(subject: name, reason: reason))
      }
      do {
        let engine = try EngineRegistry.engine(named: name, options: options)
        checks.append((engine as? ExecEngine)?.refusalCheck ?? EngineRefusalCheck(engine))
      } catch {
        throw .invalid(error)
      }
    }
    self.init(checks, seed: seed, bundles: bundles, command: command)
  }

  /// A run over engines that are made already.
  init(_ checks: [any RefusalCheck], seed: UInt64, bundles: String, command: String) {
    self.checks = checks
    self.seed = seed
    self.bundles = bundles
    self.command = command
    graphs = IllegalGraphs(seed: seed)
  }

  /// What a run has come to.
  public struct Summary: Codable, Sendable, Hashable {
    public var seed: UInt64
    public var graphs: Int
    /// Pairs of an engine and a rule whose breach it does not refuse.
    public var failures: Int
    public var groups: [Group]

    /// An engine and a rule.
    public struct Group: Codable, Sendable, Hashable {
      public var signature: String
      public var engine: String
      public var rule: String
      /// The first graph that is not refused as it should be, and how many there are.
      public var graph: Int
      public var count: Int
      /// The folder with the graph; empty if no file can hold it.
      public var bundle: String
    }
  }

  /// Runs the first `count` graphs, and tells a case for each engine and rule.
  /// - Throws: what `record` throws, and if a folder can't be written.
  public func run(
    _ count: Int, version: String, isReproducible: Bool, stop: StopSignal,
    record: (RunEvent) throws -> Void
  ) throws -> (summary: Summary, run: RunSummary) {
    let start = ContinuousClock.now
    let rules = Array(IllegalGraphs.ruleNames.prefix(count))
    try record(
      .runStarted(
        RunInfo(
          suites: ["fuzz"], engines: checks.map(\.name), version: version,
          caseCount: checks.count * rules.count, startedAt: isReproducible ? nil : .now)))
    var tallies = checks.map { _ in rules.map { _ in Tally() } }
    var made = 0
    while made < count, !stop.isRaised {
      let illegal = graphs.makeCase(made)
      for (index, check) in checks.enumerated() {
        guard let illegal else { break }
        tallies[index][made % rules.count].add(check.refusal(of: illegal), made, illegal.graph)
      }
      made += 1
    }
    var (outcomes, groups): ([Outcome.Kind: Int], [Summary.Group]) = ([:], [])
    for (check, row) in zip(checks, tallies) {
      for (rule, tally) in zip(rules, row) {
        let group = try group(check.name, rule, tally, number: groups.count + 1)
        if let group { groups.append(group) }
        let result = result(check.name, rule, tally, group)
        outcomes[result.outcome.kind, default: 0] += 1
        try record(.caseFinished(result))
      }
    }
    let seconds = isReproducible ? nil : Double(secondsOf: start.duration(to: .now))
    let run = RunSummary(counts: outcomes, seconds: seconds, isInterrupted: stop.isRaised)
    try record(.runFinished(run))
    return (
      Summary(seed: seed, graphs: made, failures: groups.count, groups: groups), run
    )
  }

  /// What an engine made of the graphs that break one rule.
  private struct Tally {
    var refused = 0
    var failing = 0
    var first: (refusal: Refusal, number: Int, graph: Graph)?

    mutating func add(_ refusal: Refusal, _ number: Int, _ graph: Graph) {
      if refusal == .refused {
        refused += 1
      } else {
        failing += 1
        if first == nil { first = (refusal, number, graph) }
      }
    }
  }

  private func group(
    _ engine: String, _ rule: String, _ tally: Tally, number: Int
  ) throws -> Summary.Group? {
    guard let first = tally.first else { return nil }
    let signature = FailureSignature(
      stage: .validation, attributes: [rule], errorKind: "\(first.refusal.clause) \(engine)")
    var folder = ""
    if let bytes = try? first.graph.tosaBytes() {
      folder = "\(bundles)/\(number)-\(FileName.escaped(rule))"
      try Folder.create(folder)
      try FileContents.write(bytes, to: "\(folder)/graph.tosa")
      try FileContents.write([UInt8](first.graph.listing().utf8), to: "\(folder)/graph.txt")
    }
    return Summary.Group(
      signature: signature.description, engine: engine, rule: rule, graph: first.number,
      count: tally.failing, bundle: folder)
  }

  private func result(
    _ engine: String, _ rule: String, _ tally: Tally, _ group: Summary.Group?
  ) -> CaseResult {
    var result = CaseResult(
      suite: "fuzz", name: "\(engine): \(rule)", outcome: .pass,
      message: "\(tally.refused) illegal graphs refused",
      properties: [
        Property("engine", engine), Property("rule", rule), Property("seed", String(seed)),
      ], reproduction: command)
    if tally.refused == 0 { result.outcome = .skipped("no graph broke this rule") }
    guard let group, let first = tally.first else { return result }
    result.outcome = .fail
    result.message = group.signature
    result.details =
      "graph \(group.graph), and \(group.count - 1) more: \(first.refusal.details)"
    result.properties.append(Property("bundle", group.bundle))
    return result
  }
}

extension Refusal {
  /// What happened, before the engine's name.
  fileprivate var clause: String {
    switch self {
    case .refused: "refused by"
    case .accepted: "accepted by"
    case .refusedForAnotherReason: "refused for another reason by"
    case .brokeDown: "breaks"
    }
  }

  /// What the engine said.
  fileprivate var details: String {
    switch self {
    case .refused, .accepted: clause + " it"
    case .refusedForAnotherReason(let message), .brokeDown(let message): message
    }
  }
}

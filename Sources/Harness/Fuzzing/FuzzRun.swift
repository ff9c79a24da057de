import Comparison
import Foundation
public import Fuzz
public import Graph
import Store

/// A fuzzing campaign as `assay fuzz` runs it: graphs, oracles, a database, bundles of what fails.
public struct FuzzRun: Sendable {
  /// What to run.
  public struct Options: Sendable {
    /// Engines, each compared with those before it: `reference,quantized,axon`.
    public var engines: String
    public var profile: Profile
    public var seed: UInt64
    /// Graphs from number 0 on; nil for as many as there is time for.
    public var graphs: Int?
    /// Seconds after which no graph is begun; nil for no limit.
    public var seconds: Double?
    /// Whether each engine is compared with itself on graphs written differently.
    public var isMetamorphic: Bool
    /// A folder of cases to start from; nil for none.
    public var corpus: String?
    public var shard: Shard
    public var jobs: Int
    /// The database's file.
    public var database: String
    /// The folder that gets a bundle for each group of failures.
    public var bundles: String
    public var engineOptions: EngineOptions
    /// The command line, for bundles and reports.
    public var command: String
    public var version: String
    public var isReproducible: Bool

    /// Options of a campaign.
    public init(
      engines: String, profile: Profile, seed: UInt64, graphs: Int?, seconds: Double?,
      isMetamorphic: Bool = false, corpus: String? = nil, shard: Shard = .whole, jobs: Int,
      database: String, bundles: String,
      engineOptions: EngineOptions = EngineOptions(), command: String, version: String,
      isReproducible: Bool = false
    ) {
      self.engines = engines
      self.profile = profile
      self.seed = seed
      self.graphs = graphs
      self.seconds = seconds
      self.isMetamorphic = isMetamorphic
      self.corpus = corpus
      self.shard = shard
      self.jobs = jobs
      self.database = database
      self.bundles = bundles
      self.engineOptions = engineOptions
      self.command = command
      self.version = version
      self.isReproducible = isReproducible
    }
  }

  private let options: Options
  private let oracles: [NamedOracle]
  private let probes: [any FeatureProbe]
  private let witness: Witness
  private let corpus: FuzzCorpus?
  private let store: CampaignStore

  /// Opens the database and makes the oracles.
  ///
  /// - Throws: `invalid` for engines that do not exist or a file that is no database, `infrastructure`
  ///   for an engine that is not here.
  public init(_ options: Options) throws(EngineError) {
    self.options = options
    do {
      var engines = FuzzEngines(options: options.engineOptions)
      oracles = try OracleTable.oracles(
        among: options.engines, metamorphic: options.isMetamorphic, options: options.engineOptions,
        engines: &engines)
      probes = try engines.probes(among: options.engines)
      witness = try engines.witness()
      var corpus: FuzzCorpus?
      if let folder = options.corpus { corpus = try FuzzCorpus(folder: folder) }
      self.corpus = corpus
    } catch {
      throw .invalid(error)
    }
    for name in EngineRegistry.names(in: options.engines) {
      if let reason = EngineRegistry.absence(of: name) {
        throw .infrastructure(InfrastructureFailure(subject: name, reason: reason))
      }
    }
    let key = CampaignKey(
      seed: options.seed, profile: options.profile.rawValue,
      oracles: oracles.map { $0.name + options.engineOptions.arguments },
      blockSize: Campaign.blockSize, version: options.version, corpus: corpus?.digest ?? "")
    do {
      store = try CampaignStore(key, in: Database(path: options.database))
    } catch {
      throw EngineError(error)
    }
  }

  /// What a campaign has come to, this run and those before it.
  public struct Summary: Codable, Sendable, Hashable {
    public var seed: UInt64
    public var profile: String
    /// Graphs run in all.
    public var graphs: Int
    /// Seconds of one core that they took.
    public var seconds: Double
    /// Kinds of failures.
    public var failures: Int
    /// Features that graphs showed.
    public var features: Int
    /// What of all that is known they showed, and what not.
    public var reach: FeatureReport
    /// What every case of the run came to.
    public var groups: [Group]

    /// Failures that are taken for one.
    public struct Group: Codable, Sendable, Hashable {
      public var signature: String
      public var oracle: String
      /// The first graph that fails so.
      public var graph: Int
      public var operators: Int
      public var inputElements: Int
      public var candidates: Int
      /// The bundle's folder.
      public var bundle: String
      /// What replaying it in a process of its own gave.
      public var replay: String
    }
  }

  /// Runs what is missing of the campaign.
  ///
  /// - Parameter progress: called with graphs done, failures found and new features of each block.
  /// - Throws: if the database can't be written; what is stored stays.
  public func run(
    stop: StopSignal, progress: (_ graphs: Int, _ failures: Int, _ features: Int) -> Void
  ) async throws(EngineError) {
    let start = ContinuousClock.now
    let limit = options.seconds
    let extent = Campaign.Extent(
      graphs: options.graphs, shard: options.shard.index - 1, shards: options.shard.count,
      jobs: options.jobs)
    do {
      try await campaign.run(
        extent,
        shouldStop: {
          if stop.isRaised { return true }
          guard let limit else { return false }
          return Double(secondsOf: start.duration(to: .now)) >= limit
        },
        progress: { block in
          progress(block.graphs, block.failures.count, block.features.count)
        })
    } catch let error as StoreError {
      throw EngineError(error)
    } catch {
      throw .internalFault(InternalFault("\(error)"))
    }
  }

  private var campaign: Campaign {
    let source = GraphGenerator.calibrating(
      seed: options.seed, profile: options.profile, corpus: corpus?.cases ?? [])
    return Campaign(
      source: source, oracles: oracles, probes: probes, witness: witness, store: store)
  }

  /// Writes few cases that together show everything the campaign has shown, as a corpus for another one.
  ///
  /// - Returns: how many there are.
  /// - Throws: if the database can't be read or the folder not written.
  public func writeCorpus(to folder: String) async throws(EngineError) -> Int {
    do {
      let cases = try await campaign.minimalCorpus(jobs: options.jobs)
      try FuzzCorpus.write(cases, to: folder)
      return cases.count
    } catch let error as StoreError {
      throw EngineError(error)
    } catch let error as EngineError {
      throw error
    } catch {
      throw .internalFault(InternalFault("\(error)"))
    }
  }

  /// Writes a bundle for each group of failures, replays it, and tells every case.
  ///
  /// - Parameters:
  ///   - start: when this command began; what the campaign did before it was resumed does not count.
  ///   - replay: runs `assay replay` on a bundle in a process of its own, and returns what it found.
  public func report(
    isInterrupted: Bool, since start: ContinuousClock.Instant, record: (RunEvent) throws -> Void,
    replay: (_ bundle: String) throws -> Replay.Verdict
  ) throws -> (summary: Summary, run: RunSummary) {
    let blocks = try store.blocks()
    let groups = FailureGroup.groups(of: try store.failures())
    let graphs = blocks.reduce(0) { $0 + $1.graphs }
    let features = try store.features()
    let reach = FeatureReport(vocabulary, seen: Set(features.keys))
    try record(
      .runStarted(
        RunInfo(
          suites: ["fuzz"], engines: EngineRegistry.names(in: options.engines),
          version: options.version, caseCount: max(groups.count, oracles.count),
          startedAt: options.isReproducible ? nil : .now)))
    var results: [CaseResult] = []
    var reported: [Summary.Group] = []
    for (index, group) in groups.enumerated() {
      let described = try bundle(group, number: index + 1)
      let verdict = try replay(described.bundle)
      results.append(result(described, group, verdict))
      var entry = described
      entry.replay = verdict.rawValue
      reported.append(entry)
    }
    for oracle in oracles where !groups.contains(where: { $0.representative.oracle == oracle.name })
    {
      results.append(
        CaseResult(
          suite: "fuzz", name: oracle.name,
          outcome: graphs > 0 ? .pass : .skipped("no graph was run"),
          message: "\(graphs) graphs of profile \(options.profile.rawValue) agree",
          properties: [
            Property("seed", String(options.seed)), Property("reached", reach.summary),
          ], reproduction: options.command))
    }
    var counts: [Outcome.Kind: Int] = [:]
    for result in results {
      counts[result.outcome.kind, default: 0] += 1
      try record(.caseFinished(result))
    }
    let elapsed = Double(secondsOf: start.duration(to: .now))
    let run = RunSummary(
      counts: counts, seconds: options.isReproducible ? nil : elapsed, isInterrupted: isInterrupted)
    try record(.runFinished(run))
    let summary = Summary(
      seed: options.seed, profile: options.profile.rawValue, graphs: graphs,
      seconds: blocks.reduce(0) { $0 + $1.seconds },
      failures: groups.count, features: features.count, reach: reach,
      groups: reported)
    return (summary, run)
  }

  /// Everything that graphs of the profile are known to be able to show.
  private var vocabulary: [FeatureGroup] {
    GraphFeatures.vocabulary(of: options.profile)
      + probes.flatMap { $0.vocabulary(of: options.profile) }
  }

  /// Writes the bundle of a group's smallest failure.
  private func bundle(_ group: FailureGroup, number: Int) throws -> Summary.Group {
    let failure = group.representative
    let name = FileName.escaped(group.signature.operatorName ?? group.signature.stage.rawValue)
    let folder = "\(options.bundles)/\(number)-\(name)"
    if let archive = failure.bundle {
      let writer = BundleWriter(
        foundBy: options.command, version: options.version, options: options.engineOptions)
      var described = Failure(signature: failure.signature)
      described.mistakes = group.cause.mistake.map { [$0] } ?? []
      _ = try writer.write(
        try FuzzCase(archive: archive), failure: described,
        oracle: failure.oracle, to: folder, seed: options.seed, graphNumber: failure.graph)
    }
    return Summary.Group(
      signature: group.signature.description, oracle: failure.oracle, graph: failure.graph,
      operators: failure.details.operators, inputElements: failure.details.inputElements,
      candidates: failure.details.candidates, bundle: folder, replay: "")
  }

  private func result(
    _ group: Summary.Group, _ failures: FailureGroup, _ verdict: Replay.Verdict
  ) -> CaseResult {
    let others = failures.members.count - 1
    return CaseResult(
      suite: "fuzz", name: "\(group.oracle): \(group.signature)",
      outcome: verdict == .passes
        ? .flaky("it failed in the campaign and passes when replayed") : .fail,
      message: (failures.cause.mistake.map { "as if \($0); " } ?? "")
        + "\(group.operators) operators and \(group.inputElements) input elements are left",
      details: "graph \(group.graph), and \(others) more; replayed: \(verdict.rawValue)",
      properties: [Property("graph", String(group.graph)), Property("bundle", group.bundle)],
      reproduction:
        "assay replay \(ShellText.quoted(group.bundle))\(options.engineOptions.arguments)")
  }
}

extension EngineError {
  /// A failure of the database, said as an engine's.
  init(_ error: StoreError) {
    switch error {
    case .invalid(let error): self = .invalid(error)
    case .infrastructure(let error): self = .infrastructure(error)
    }
  }
}

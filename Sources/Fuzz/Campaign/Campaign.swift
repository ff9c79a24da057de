public import Store

/// A campaign: blocks of cases, run on all cores, each stored as it ends.
///
/// Blocks are independent and stored whole. A campaign that was stopped or killed goes on with what is
/// missing, and its results do not depend on the number of jobs, on shards or on interruptions.
public struct Campaign: Sendable {
  /// How many cases a block has unless a campaign's key says otherwise.
  public static let blockSize = 4096

  private let runner: BlockRunner
  let feedback: Feedback
  let store: CampaignStore

  /// A campaign over the cases of `source`, whose results go to `store`.
  ///
  /// - Parameters:
  ///   - probes: tell what a case shows beyond what `source` knows; what is new is fed back to it.
  ///   - witness: if given, cases with results that TOSA leaves open are counted and not judged.
  public init(
    source: any CaseSource, oracles: [NamedOracle], probes: [any FeatureProbe] = [],
    witness: Witness? = nil, store: CampaignStore, reductionBudget: Int = 100
  ) {
    feedback = Feedback(source: source, probes: probes, witness: witness)
    runner = BlockRunner(feedback: feedback, oracles: oracles, reductionBudget: reductionBudget)
    self.store = store
  }

  /// How much of a campaign to run.
  public struct Extent: Sendable {
    /// The cases from 0 on; nil for as many as there is time for.
    public var graphs: Int?
    /// The part of the blocks that this process runs: number `shard`, from 0, of `shards`.
    public var shard: Int
    public var shards: Int
    /// How many blocks run at a time.
    public var jobs: Int

    /// An extent.
    public init(graphs: Int?, shard: Int = 0, shards: Int = 1, jobs: Int) {
      self.graphs = graphs
      self.shard = shard
      self.shards = shards
      self.jobs = jobs
    }

    /// The cases of a block of `size`; empty past the end.
    func cases(ofBlock number: Int, size: Int) -> Range<Int> {
      let start = number * size
      let end = start + size
      return start..<max(start, min(end, graphs ?? end))
    }
  }

  /// Runs the blocks that are not stored yet.
  ///
  /// - Parameters:
  ///   - shouldStop: asked before each case, from any thread. Blocks under way then end early; they are
  ///     stored with what they have, and run again from their start when the campaign goes on.
  ///   - progress: called with each block as it is stored, from one place at a time.
  /// - Throws: what the store throws; blocks that are stored stay.
  public func run(
    _ extent: Extent, shouldStop: @escaping @Sendable () -> Bool,
    progress: (BlockRecord) -> Void = { _ in }
  ) async throws {
    let finished = try store.blockSizes()
    try await withThrowingTaskGroup(of: BlockRecord.self) { group in
      var next = extent.shard
      func addTask() {
        func cases() -> Range<Int> {
          extent.cases(ofBlock: next, size: store.key.blockSize)
        }
        while !cases().isEmpty, finished[next, default: 0] >= cases().count {
          next += extent.shards
        }
        let (number, numbers) = (next, cases())
        guard !numbers.isEmpty, !shouldStop() else { return }
        next += extent.shards
        let runner = runner
        group.addTask { runner.run(number, cases: numbers, shouldStop: shouldStop) }
      }
      for _ in 0..<max(extent.jobs, 1) { addTask() }
      while let record = try await group.next() {
        if record.graphs > 0 {
          try store.add(record)
          progress(record)
        }
        addTask()
      }
    }
  }
}

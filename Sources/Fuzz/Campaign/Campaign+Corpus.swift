import Store

extension Campaign {
  /// One case of a minimal corpus.
  public struct CorpusCase: Sendable {
    /// Its number in the campaign.
    public var number: Int
    public var fuzzCase: FuzzCase
    /// What it shows that none before it in the corpus does.
    public var adds: [String]
  }

  /// Few cases that together show everything that the stored blocks have shown.
  ///
  /// The first case to show a feature is made again, with the block up to it: nothing but numbers is
  /// stored. Then always the case is taken that adds most; of equal ones that with fewest operators.
  /// - Parameter jobs: how many blocks are made at a time.
  /// - Throws: what the store throws.
  public func minimalCorpus(jobs: Int) async throws -> [CorpusCase] {
    let size = store.key.blockSize
    let wanted = Dictionary(grouping: Set(try store.features().values)) { $0 / size }
    let feedback = feedback
    var pool: [Candidate] = []
    try await withThrowingTaskGroup(of: [Candidate].self) { group in
      var blocks = wanted.sorted { $0.key < $1.key }[...]
      func addTask() {
        guard let (block, numbers) = blocks.popFirst() else { return }
        group.addTask { Candidate.made(Set(numbers), from: block * size, by: feedback) }
      }
      for _ in 0..<max(jobs, 1) { addTask() }
      while let made = try await group.next() {
        pool += made
        addTask()
      }
    }
    return Self.cover(pool.sorted { $0.number < $1.number })
  }

  /// A case that might be in the corpus.
  private struct Candidate: Sendable {
    let number: Int
    let fuzzCase: FuzzCase
    var rest: Set<String>

    /// Makes the cases `numbers` of the block that starts at `start`.
    static func made(
      _ numbers: Set<Int>, from start: Int, by feedback: Feedback
    ) -> [Candidate] {
      var cases = BlockCases(feedback)
      var found: [Candidate] = []
      for number in start...(numbers.max() ?? start) {
        guard case .runs(let runs, let shown) = cases.next(number), numbers.contains(number) else {
          continue
        }
        found.append(Candidate(number: number, fuzzCase: runs.candidate, rest: Set(shown)))
      }
      return found
    }
  }

  /// Greedy set cover.
  private static func cover(_ pool: [Candidate]) -> [CorpusCase] {
    var pool = pool
    var corpus: [CorpusCase] = []
    while let best = pool.indices.max(by: { isWorse(pool[$0], pool[$1]) }) {
      let chosen = pool.remove(at: best)
      guard !chosen.rest.isEmpty else { break }
      corpus.append(
        CorpusCase(
          number: chosen.number, fuzzCase: chosen.fuzzCase, adds: chosen.rest.sorted()))
      for index in pool.indices { pool[index].rest.subtract(chosen.rest) }
      pool.removeAll { $0.rest.isEmpty }
    }
    return corpus
  }

  private static func isWorse(_ a: Candidate, _ b: Candidate) -> Bool {
    (a.rest.count, -a.fuzzCase.operatorCount, -a.number)
      < (b.rest.count, -b.fuzzCase.operatorCount, -b.number)
  }
}

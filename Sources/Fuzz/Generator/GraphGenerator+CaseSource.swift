public import Graph

extension GraphGenerator: CaseSource {
  /// The share of mutations that finds most of what is rare in a second: measured, see docs/fuzzing.md.
  public static let defaultMutationShare = 50

  public var profile: String { kind.rawValue }

  /// The corpus first, as it is; then new graphs, and mutations of what the block or the corpus has.
  public func makeCase(_ number: Int, novel: [FuzzCase]) -> FuzzCase {
    if corpus.indices.contains(number) { return corpus[number] }
    var dice = Dice(seed: seed(of: number, 3))
    // What a block's first cases show is new because nothing has been seen, not because it is rare.
    let isWarm = novel.count >= commonCases
    if dice.integer(in: 0...99) < mutationShare, isWarm || !corpus.isEmpty {
      let usesCorpus = !corpus.isEmpty && (!isWarm || dice.once(in: 2))
      let parents = usesCorpus ? corpus : novel
      if let mutant = mutator.mutated(parents, isCorpus: usesCorpus, seed: dice.bits()) {
        return mutant
      }
    }
    return makeCase(number)
  }

  public func features(of candidate: FuzzCase, graph: ValidatedGraph) -> [String] {
    GraphFeatures.of(graph)
  }
}

public import Graph

extension GraphGenerator: CaseSource {
  /// The share of mutations that finds most features in a second: measured, see docs/fuzzing.md.
  public static let defaultMutationShare = 50

  public var profile: String { kind.rawValue }

  /// The corpus first, as it is; then new graphs, and mutations of what the block or the corpus has.
  public func makeCase(_ number: Int, novel: [FuzzCase]) -> FuzzCase {
    if corpus.indices.contains(number) { return corpus[number] }
    var dice = Dice(seed: seed(of: number, 3))
    if dice.integer(in: 0...99) < mutationShare {
      let parents = corpus.isEmpty || (!novel.isEmpty && dice.once(in: 2)) ? novel : corpus
      if let mutant = mutator.mutated(parents, seed: dice.bits()) { return mutant }
    }
    return makeCase(number)
  }

  public func features(of candidate: FuzzCase, graph: ValidatedGraph) -> [String] {
    GraphFeatures.of(graph)
  }
}

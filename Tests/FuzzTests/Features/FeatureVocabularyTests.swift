import Fuzz
import Graph
import Quantized
import Reference
import Testing

/// What is called known is what graphs show, letter for letter.
@Suite struct FeatureVocabularyTests {
  /// Of each profile how much of the vocabulary its first 3,000 graphs must reach: a name that is spelled
  /// otherwise in one of the two places costs more than what rare graphs do.
  @Test(
    arguments: [(Profile.cnnInt, 0.75), (.int, 0.85), (.fp, 0.75)] as [(Profile, Double)])
  func mostOfTheVocabularyIsReached(profile: Profile, share: Double) throws {
    let source = GraphGenerator(seed: 1, profile: profile)
    let probe = RunFeatures(Witness(integers: QuantizedEngine(), reals: ReferenceEngine()))
    var seen: Set<String> = []
    for number in 0..<3000 {
      let item = source.makeCase(number)
      let graph = try ValidatedGraph(item.graph)
      seen.formUnion(source.features(of: item, graph: graph))
      seen.formUnion(probe.features(in: CaseRuns(item, graph: graph)))
    }
    let vocabulary = GraphFeatures.vocabulary(of: profile) + probe.vocabulary(of: profile)
    for group in FeatureReport(vocabulary, seen: seen).groups {
      let reached = Double(group.reached) / Double(group.known)
      #expect(reached >= share, "\(group.title): \(group.missing)")
    }
  }
}

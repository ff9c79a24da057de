public import Graph

extension GraphGenerator: CaseSource {
  public var profile: String { kind.rawValue }

  public func makeCase(_ number: Int, novel: [FuzzCase]) -> FuzzCase { makeCase(number) }

  public func features(of candidate: FuzzCase, graph: ValidatedGraph) -> [String] {
    GraphFeatures.of(graph)
  }
}

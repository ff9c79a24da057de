import Graph

/// What makes the cases of a campaign, and what tells how new they are.
struct Feedback: Sendable {
  let source: any CaseSource
  /// What tells more of a case than its graph does.
  let probes: [any FeatureProbe]
  /// What tells whether TOSA defines all of a case's results.
  let witness: Witness?

  /// Everything that a case shows.
  func features(of runs: CaseRuns) -> [String] {
    probes.reduce(source.features(of: runs.candidate, graph: runs.graph)) {
      $0 + $1.features(in: runs)
    }
  }
}

/// The cases of one block, made in order: those that show something new are fed back to the source.
struct BlockCases {
  private let feedback: Feedback
  /// What the block has shown so far, with the first case that did.
  private(set) var features: [String: Int] = [:]
  private var novel: [FuzzCase] = []

  /// No case yet.
  init(_ feedback: Feedback) { self.feedback = feedback }

  /// One case.
  enum Step {
    /// It can be judged; `shows` is everything that it shows.
    case runs(CaseRuns, shows: [String])
    case unusable(Reason)
  }

  /// Why a case is not judged, as a campaign counts it.
  enum Reason: String {
    case invalid
    /// TOSA leaves a result open.
    case open
  }

  /// Makes case `number`; those of the block before it have been made.
  mutating func next(_ number: Int) -> Step {
    let candidate = feedback.source.makeCase(number, novel: novel)
    guard let graph = try? ValidatedGraph(candidate.graph) else { return .unusable(.invalid) }
    let runs = CaseRuns(candidate, graph: graph)
    if let witness = feedback.witness, witness.isOpen(runs) { return .unusable(.open) }
    let shown = feedback.features(of: runs)
    let known = features.count
    for feature in shown where features[feature] == nil { features[feature] = number }
    if features.count > known { novel.append(candidate) }
    return .runs(runs, shows: shown)
  }
}

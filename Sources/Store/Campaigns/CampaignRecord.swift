/// What a campaign's results depend on: the same key gives the same results, wherever it runs.
public struct CampaignKey: Codable, Sendable, Hashable {
  public var seed: UInt64
  /// The generator's profile, such as `cnn-int`.
  public var profile: String
  /// The oracles, as on the command line: `quantized~axon`.
  public var oracles: [String]
  /// How many graphs a block has.
  public var blockSize: Int
  /// The version of Assay whose generator made the graphs.
  public var version: String
  /// A digest of the corpus that it started from; empty for none.
  public var corpus: String

  /// A key.
  public init(
    seed: UInt64, profile: String, oracles: [String], blockSize: Int, version: String,
    corpus: String = ""
  ) {
    self.seed = seed
    self.profile = profile
    self.oracles = oracles
    self.blockSize = blockSize
    self.version = version
    self.corpus = corpus
  }
}

/// A block of graphs that has been run to its end.
public struct BlockRecord: Sendable, Hashable {
  /// Its number: it has the graphs from `number * blockSize` on.
  public var number: Int
  /// How many graphs were run.
  public var graphs: Int
  /// How long that took, in seconds of one core. Says nothing of the results, and differs from run to run.
  public var seconds: Double
  /// Counts by name: graphs unsupported by an engine, graphs by size, ...
  public var counts: [String: Int]
  /// The failures that it found, by graph.
  public var failures: [FailureRecord]
  /// What its graphs showed for the first time in this block, with the graph that did.
  public var features: [String: Int]

  /// A block's results.
  public init(
    number: Int, graphs: Int, seconds: Double, counts: [String: Int] = [:],
    failures: [FailureRecord] = [], features: [String: Int] = [:]
  ) {
    self.number = number
    self.graphs = graphs
    self.seconds = seconds
    self.counts = counts
    self.failures = failures
    self.features = features
  }
}

public import Fuzz
public import Graph

/// The engines of a campaign by their names, each made once: oracles and probes share its runs.
public struct FuzzEngines: Sendable {
  private let options: EngineOptions
  private var made: [String: SharedEngine] = [:]

  /// No engine yet; those to come get `options`.
  public init(options: EngineOptions = EngineOptions()) { self.options = options }

  /// The engine called `name`.
  /// - Throws: `usage`, with the nearest name there is.
  public mutating func engine(named name: String) throws(InvalidInput) -> SharedEngine {
    try engine(named: name, knownAs: name, options)
  }

  /// The engine called `name`, which computes every INT8 activation by its TABLE: whether AXON does depends on
  /// what is between it and the layer before.
  mutating func engineWithoutExtensions(
    named name: String
  ) throws(InvalidInput) -> SharedEngine {
    var options = options
    options.withoutFusion.formUnion(["PTLinearActivation", "PTSoftmax"])
    return try engine(named: name, knownAs: "\(name) without extensions", options)
  }

  private mutating func engine(
    named name: String, knownAs key: String, _ options: EngineOptions
  ) throws(InvalidInput) -> SharedEngine {
    if let known = made[key] { return known }
    let engine = SharedEngine(try EngineRegistry.engine(named: name, options: options))
    made[key] = engine
    return engine
  }

  /// The engines that tell what a run comes to.
  mutating func witness() throws(InvalidInput) -> Witness {
    Witness(
      integers: try engine(named: "quantized"), reals: try engine(named: "reference"))
  }

  /// What a campaign over the engines of a comma-separated list learns of each case.
  ///
  /// A run on the witness shows roundings and saturation; partition decisions are asked for where `axon`
  /// takes part.
  mutating func probes(among list: String) throws(InvalidInput) -> [any FeatureProbe] {
    let run = RunFeatures(try witness())
    guard EngineRegistry.names(in: list).contains("axon") else { return [run] }
    return [run, PartitionFeatures(try engine(named: "axon"))]
  }
}

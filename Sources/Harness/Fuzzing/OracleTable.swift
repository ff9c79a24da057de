import Axon
public import Fuzz
public import Graph

/// Which oracle compares two engines, or an engine with itself on a graph written differently: what they
/// compute decides how far apart they may be.
public enum OracleTable {
  /// The oracles between engines of a comma-separated list: each against every one before it.
  ///
  /// Where `quantized` is among them, `reference` and `axon` are not compared directly: AXON's coarse
  /// multipliers take it away from real numbers by more than a rounding, and only against `quantized` is
  /// every such difference explained. Where `axon` is, `axon-sdk` is compared with it alone.
  /// - Parameter metamorphic: whether each engine is compared with itself, too.
  /// - Throws: `usage` if there is nothing to compare, an engine twice, or one that does not exist.
  public static func oracles(
    among list: String, metamorphic: Bool = false, options: EngineOptions = EngineOptions()
  ) throws(InvalidInput) -> [NamedOracle] {
    var engines = FuzzEngines(options: options)
    return try oracles(
      among: list, metamorphic: metamorphic, options: options, engines: &engines)
  }

  /// The same, over engines whose runs are shared.
  static func oracles(
    among list: String, metamorphic: Bool, options: EngineOptions, engines: inout FuzzEngines
  ) throws(InvalidInput) -> [NamedOracle] {
    let names = EngineRegistry.names(in: list)
    guard names.count > 1 || metamorphic else {
      throw InvalidInput(
        .usage, "'\(list)' is not two engines or more",
        remedy: "Give --engines a,b, or --metamorphic to compare one with itself.")
    }
    guard Set(names).count == names.count else {
      throw InvalidInput(.usage, "'\(list)' names an engine twice", remedy: "Name each once.")
    }
    var oracles: [NamedOracle] = []
    for (index, name) in names.enumerated() {
      for earlier in names[..<index] where isTelling(name, earlier, among: names) {
        oracles.append(
          try oracle(between: earlier, and: name, options: options, engines: &engines))
      }
    }
    guard metamorphic else { return oracles }
    for name in names {
      for relation in relations(of: name) {
        oracles.append(
          try oracle(
            between: name, and: relation.rawValue, options: options, engines: &engines))
      }
    }
    return oracles
  }

  private static func isTelling(_ first: String, _ second: String, among names: [String]) -> Bool {
    let pair = Set([first, second])
    if pair == ["reference", "axon"] { return !names.contains("quantized") }
    if pair.contains("axon-sdk") { return pair.contains("axon") || !names.contains("axon") }
    return true
  }

  /// The relations that hold for an engine. A layer of AXON has no batch; with operators between layers, or
  /// halves of them, others fit AXON than before, and the CPU rounds in another way.
  private static func relations(of engine: String) -> [MetamorphicRelation] {
    scope(of: engine) == .activations
      ? [.transposed, .requantized] : MetamorphicRelation.allCases
  }

  /// What of a graph may be written differently for an engine.
  private static func scope(of engine: String) -> MetamorphicRelation.Scope {
    switch engine {
    case "reference": .real
    // What AXON does not take, the CPU computes with TOSA's roundings.
    case "axon", "axon-sdk": .activations
    default: .exact
    }
  }

  /// The oracle called `name`, such as `quantized~axon`.
  /// - Throws: `usage` if that is no pair of engines.
  public static func oracle(
    named name: String, options: EngineOptions = EngineOptions()
  ) throws(InvalidInput) -> NamedOracle {
    let names = try pair(name)
    var engines = FuzzEngines(options: options)
    return try oracle(
      between: names.first, and: names.second, options: options, engines: &engines)
  }

  /// The two engines of the oracle called `name`; of `quantized~split` the second is the first on graphs
  /// written differently.
  /// - Throws: `usage` if that is no pair of engines.
  public static func engines(
    of name: String, options: EngineOptions = EngineOptions()
  ) throws(InvalidInput) -> [any Engine] {
    let names = try pair(name)
    let first = try EngineRegistry.engine(named: names.first, options: options)
    guard let relation = MetamorphicRelation(rawValue: names.second) else {
      return [first, try EngineRegistry.engine(named: names.second, options: options)]
    }
    return [first, RewrittenEngine(first, relation, scope: scope(of: names.first))]
  }

  /// The names of the two engines of the oracle called `name`.
  /// - Throws: `usage` if that is no pair of engines.
  static func pair(
    _ name: String
  ) throws(InvalidInput) -> (first: String, second: String) {
    let names = name.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
    guard names.count == 2, names[0] != names[1] else {
      throw InvalidInput(
        .usage, "'\(name)' is no pair of engines", remedy: "Write it as quantized~axon.")
    }
    return (names[0], names[1])
  }

  private static func oracle(
    between first: String, and second: String, options: EngineOptions,
    engines: inout FuzzEngines
  ) throws(InvalidInput) -> NamedOracle {
    let name = "\(first)~\(second)"
    if let relation = MetamorphicRelation(rawValue: second) {
      let engine =
        scope(of: first) == .activations
        ? try engines.engineWithoutExtensions(named: first) : try engines.engine(named: first)
      return NamedOracle(
        name,
        DifferentialOracle(
          subject: RewrittenEngine(engine, relation, scope: scope(of: first)), trusted: engine))
    }
    let pair = (try engines.engine(named: first), try engines.engine(named: second))
    switch Set([first, second]) {
    case ["axon", "quantized"]:
      let axon = first == "axon" ? pair.0 : pair.1
      let quantized = first == "axon" ? pair.1 : pair.0
      return NamedOracle(
        name, ExplainedOracle(options: options, axon: axon, quantized: quantized))
    case ["axon", "axon-sdk"]:
      let axon = first == "axon" ? pair.0 : pair.1
      let sdk = first == "axon" ? pair.1 : pair.0
      return NamedOracle(
        name, CompilerOracle(axon: axon, sdk: sdk, version: options.axon.version))
    case let names where names.contains("reference"):
      let isFirst = first == "reference"
      return NamedOracle(
        name,
        OperatorOracle(subject: isFirst ? pair.1 : pair.0, trusted: isFirst ? pair.0 : pair.1))
    default:
      return NamedOracle(name, DifferentialOracle(subject: pair.1, trusted: pair.0))
    }
  }
}

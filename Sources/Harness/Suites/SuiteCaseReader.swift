import Graph

/// Reads one entry under `cases`, which may stand for many models through a pattern.
struct SuiteCaseReader {
  let folder: String
  let tolerances: [String: CheckTolerance]

  func read(_ node: ConfigurationNode) throws(InvalidInput) -> [SuiteCase] {
    try node.allowKeys(["name", "models", "except", "inputs", "golden", "same-as", "checks"])
    let models = try models(of: node)
    let name = try node.optional("name")?.string()
    if name != nil, models.count > 1 {
      throw node.error("one name for \(models.count) models", remedy: "Leave the name out.")
    }
    let checks = try checks(of: node)
    let needsGolden = checks.contains { $0.against == .golden }

    var cases: [SuiteCase] = []
    for model in models {
      let place = SuiteReader.joined(folder, SuiteReader.folder(of: model))
      var golden: [String] = []
      if let pattern = try node.optional("golden") {
        golden = try files(pattern, beside: place, of: model)
      } else if needsGolden {
        throw node.error(
          "a check is against golden outputs, but the case has none",
          remedy: "Add the key 'golden'.")
      }
      cases.append(
        SuiteCase(
          name: name ?? Self.shortName(of: model), model: SuiteReader.joined(folder, model),
          inputs: try inputs(of: node, beside: place, model: model), golden: golden,
          payload: try payload(of: node, beside: place), checks: checks))
    }
    return cases
  }

  private func models(of node: ConfigurationNode) throws(InvalidInput) -> [String] {
    var found: [String] = []
    for pattern in try node.required("models").stringOrList() {
      let matches = try matches(of: pattern)
      guard !matches.isEmpty else {
        throw pattern.error(
          "no file matches '\(try pattern.string())'",
          remedy: "Paths are relative to the suite's folder.")
      }
      found += matches
    }
    for exception in try node.optional("except")?.stringOrList() ?? [] {
      let excluded = Set(try matches(of: exception))
      guard found.contains(where: excluded.contains) else {
        throw exception.error(
          "'\(try exception.string())' excludes nothing", remedy: "Correct or remove it.")
      }
      found.removeAll(where: excluded.contains)
    }
    guard !found.isEmpty else { throw node.error("every model is excluded") }
    return found
  }

  private func matches(of pattern: ConfigurationNode) throws(InvalidInput) -> [String] {
    FilePattern(pattern: try pattern.string()).matches(in: folder.isEmpty ? "." : folder)
  }

  private func inputs(
    of node: ConfigurationNode, beside place: String, model: String
  ) throws(InvalidInput) -> InputSource {
    let inputs = try node.required("inputs")
    guard inputs.isMapping else { return .files(try files(inputs, beside: place, of: model)) }
    try inputs.allowKeys(["seed", "count"])
    let seed = try inputs.required("seed").seed()
    let count = try inputs.optional("count")?.integer() ?? 1
    guard (1...100_000).contains(count) else {
      throw inputs.error("count wants a number from 1 to 100,000")
    }
    return .seeds(first: seed, count: count)
  }

  private func files(
    _ node: ConfigurationNode, beside place: String, of model: String
  ) throws(InvalidInput) -> [String] {
    let pattern = try node.string()
    let found = FilePattern(pattern: pattern).matches(in: place.isEmpty ? "." : place)
    guard !found.isEmpty else {
      throw node.error(
        "no file matches '\(pattern)' beside \(model)",
        remedy: "Paths are relative to the model's folder.")
    }
    return found.map { SuiteReader.joined(place, $0) }
  }

  private func payload(
    of node: ConfigurationNode, beside place: String
  ) throws(InvalidInput) -> SuiteCase.Payload? {
    guard let node = try node.optional("same-as") else { return nil }
    try node.allowKeys(["program", "delegate"])
    return SuiteCase.Payload(
      program: SuiteReader.joined(place, try node.required("program").string()),
      delegate: try node.optional("delegate")?.integer() ?? 0)
  }

  private func checks(of node: ConfigurationNode) throws(InvalidInput) -> [Check] {
    var checks: [Check] = []
    for check in try node.required("checks").elements() {
      try check.allowKeys(["engine", "against", "tolerance"])
      let engine = try EngineRegistry.name(check.required("engine"))
      let opponent = try check.required("against")
      let against: Check.Opponent =
        try opponent.string() == "golden" ? .golden : .engine(try EngineRegistry.name(opponent))
      guard against != .engine(engine) else {
        throw opponent.error(
          "'\(engine)' is compared with itself", remedy: "Name another engine, or golden.")
      }
      let tolerance = try tolerance(check.required("tolerance"))
      if case .explained = tolerance, Set([engine, against.name]) != ["axon", "quantized"] {
        throw check.error(
          "'\(engine)' and '\(against.name)' can't be explained",
          remedy: "Use such a tolerance between axon and quantized.")
      }
      checks.append(Check(engine: engine, against: against, tolerance: tolerance))
    }
    guard !checks.isEmpty else { throw node.error("the case has no checks") }
    return checks
  }

  private func tolerance(_ node: ConfigurationNode) throws(InvalidInput) -> CheckTolerance {
    if node.isMapping { return try ToleranceReader.read(node) }
    let name = try node.string()
    guard let tolerance = tolerances[name] else {
      throw node.error(
        "there is no tolerance '\(name)'",
        remedy: Spelling.remedy(for: name, among: tolerances.keys.sorted()))
    }
    return tolerance
  }

  /// `models/dscnn_kws_int8/model.tosa` is called `dscnn_kws_int8/model.tosa`.
  private static func shortName(of path: String) -> String {
    path.split(separator: "/").suffix(2).joined(separator: "/")
  }
}

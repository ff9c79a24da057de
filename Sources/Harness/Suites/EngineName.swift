import Graph

extension EngineRegistry {
  /// The name of an engine in a suite.
  /// - Throws: `configuration` if there is none of that name, with the nearest.
  static func name(_ node: ConfigurationNode) throws(InvalidInput) -> String {
    let name = try node.string()
    guard names.contains(name) else {
      throw node.error(
        "there is no engine '\(name)'",
        remedy: Spelling.remedy(for: name, among: names + ["golden"]))
    }
    return name
  }
}

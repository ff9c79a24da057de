public import Axon
public import Graph

/// What the command line says about engines, passed to each that is made.
public struct EngineOptions: Sendable, Hashable {
  /// Whose arithmetic `axon` has.
  public var axonVersion: AxonVersion
  /// The fused patterns that `axon` does not look for, by their names.
  public var withoutFusion: Set<String>

  /// Options of a version; the documented arithmetic and every pattern if not said otherwise.
  public init(axonVersion: AxonVersion = .documented, withoutFusion: Set<String> = []) {
    self.axonVersion = axonVersion
    self.withoutFusion = withoutFusion
  }

  /// Options by their words on the command line.
  ///
  /// - Parameters:
  ///   - name: the version; nil for the documented arithmetic.
  ///   - patterns: fused patterns, separated by commas; nil for none.
  /// - Throws: `usage`, with the versions there are, or the nearest pattern.
  public init(axonVersion name: String?, withoutFusion patterns: String? = nil) throws(InvalidInput)
  {
    guard let version = AxonVersion(rawValue: name ?? AxonVersion.documented.rawValue) else {
      throw InvalidInput(
        .usage, "there is no AXON version '\(name ?? "")'",
        remedy: "Use one of: \(Self.axonVersions.joined(separator: ", ")).")
    }
    axonVersion = version
    withoutFusion = []
    for part in (patterns ?? "").split(separator: ",") {
      let pattern = part.filter { $0 != " " }
      guard Self.fusions.contains(pattern) else {
        throw InvalidInput(
          .usage, "there is no fused pattern '\(pattern)'",
          remedy: Spelling.remedy(for: pattern, among: Self.fusions))
      }
      withoutFusion.insert(pattern)
    }
  }

  /// The words of a command line that say the same.
  public var argumentWords: [String] { arguments.split(separator: " ").map(String.init) }

  /// The words of a command line that say the same, each after a space; empty for the defaults.
  var arguments: String {
    var words = ""
    if axonVersion != .documented { words += " --axon-version \(axonVersion.rawValue)" }
    if !withoutFusion.isEmpty {
      words += " --without-fusion \(withoutFusion.sorted().joined(separator: ","))"
    }
    return words
  }

  /// What engine `axon` is made with.
  var axon: AxonOptions { AxonOptions(version: axonVersion, disabledFusions: withoutFusion) }

  /// The names of the versions, the default first.
  public static let axonVersions = AxonVersion.allCases.map(\.rawValue)

  /// The names of the fused patterns, by their numbers.
  public static let fusions = FusionCatalog.entries.map(\.name)
}

public import Axon
public import Graph

/// What the command line says about engines, passed to each that is made.
public struct EngineOptions: Sendable, Hashable {
  /// Whose arithmetic `axon` has.
  public var axonVersion: AxonVersion

  /// Options of a version; the documented arithmetic if not said otherwise.
  public init(axonVersion: AxonVersion = .documented) { self.axonVersion = axonVersion }

  /// Options of a version by its name on the command line; nil for the documented arithmetic.
  /// - Throws: `usage`, with the versions there are.
  public init(axonVersion name: String?) throws(InvalidInput) {
    guard let version = AxonVersion(rawValue: name ?? AxonVersion.documented.rawValue) else {
      throw InvalidInput(
        .usage, "there is no AXON version '\(name ?? "")'",
        remedy: "Use one of: \(Self.axonVersions.joined(separator: ", ")).")
    }
    axonVersion = version
  }

  /// The words of a command line that say the same, each after a space; empty for the defaults.
  var arguments: String {
    self == EngineOptions() ? "" : " --axon-version \(axonVersion.rawValue)"
  }

  /// The names of the versions, the default first.
  public static let axonVersions = AxonVersion.allCases.map(\.rawValue)
}

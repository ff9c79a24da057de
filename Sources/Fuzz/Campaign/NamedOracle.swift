/// An oracle under the name that it has on the command line and in reports.
public struct NamedOracle: Sendable {
  /// `quantized~axon` for two engines.
  public var name: String
  public var oracle: any FailureOracle

  /// `oracle` called `name`.
  public init(_ name: String, _ oracle: any FailureOracle) {
    self.name = name
    self.oracle = oracle
  }
}

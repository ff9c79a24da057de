public import Comparison
public import Graph

/// A suite of one model that was named on the command line: what `assay compare` runs.
public enum AdHocSuite {
  /// Compares every engine after the first with the first.
  ///
  /// - Parameters:
  ///   - engines: names, comma-separated, two at least.
  ///   - reproduction: the command line that does this again.
  public static func comparing(
    _ model: String, engines: String, inputs: InputSource, tolerance: Tolerance,
    reproduction: String
  ) throws(InvalidInput) -> Suite {
    let names = try EngineRegistry.engines(in: engines).map(\.name)
    guard names.count >= 2, Set(names).count == names.count else {
      throw InvalidInput(
        .usage, "'\(engines)' is not two or more different engines",
        remedy: "Give a list such as quantized,axon.")
    }
    let checks = names.dropFirst().map { name in
      Check(engine: name, against: .engine(names[0]), tolerance: .fixed(tolerance))
    }
    let suiteCase = SuiteCase(
      name: model, model: model, inputs: inputs, checks: checks, reproduction: reproduction)
    return Suite(name: "compare", file: model, cases: [suiteCase])
  }
}

import ArgumentParser
import Graph
import Harness

/// Whose arithmetic engine `axon` has, and what it fuses.
struct AxonVersionOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "AXON's arithmetic: \(EngineOptions.axonVersions.joined(separator: ", ")).",
      discussion: "1.4.0 reproduces the known defects of Nordic's compiler of that version.",
      valueName: "version"))
  var axonVersion: String?

  @Option(
    help: ArgumentHelp(
      "Fused patterns that axon leaves apart, such as PTSiLU,RMSNorm.",
      discussion: "\(EngineOptions.fusions.joined(separator: ", ")). See docs/fusion.md.",
      valueName: "name,..."))
  var withoutFusion: String?

  /// The options for the engines.
  func engineOptions() throws(InvalidInput) -> EngineOptions {
    try EngineOptions(axonVersion: axonVersion, withoutFusion: withoutFusion)
  }
}

import Axon
import Comparison
public import Fuzz
public import Graph

/// Writes repro bundles, with what each engine gives.
public struct BundleWriter: Sendable {
  private let foundBy: String
  private let version: String
  private let options: EngineOptions

  /// A writer for what the command line `foundBy` finds.
  public init(foundBy: String, version: String, options: EngineOptions = EngineOptions()) {
    self.foundBy = foundBy
    self.version = version
    self.options = options
  }

  /// Writes a bundle and returns it.
  ///
  /// - Parameters:
  ///   - oracle: the name of the oracle that says how it fails.
  ///   - seed: of the campaign, with the number of the graph in it.
  public func write(
    _ fuzzCase: FuzzCase, failure: Failure, oracle: String, to folder: String,
    seed: UInt64? = nil, graphNumber: Int? = nil
  ) throws(EngineError) -> ReproBundle {
    var outputs: [String: [Tensor]] = [:]
    do {
      let graph = try ValidatedGraph(fuzzCase.graph)
      for engine in try OracleTable.engines(of: oracle, options: options) {
        outputs[engine.name] = try? engine.prepare(graph).run(fuzzCase.inputs)
      }
    } catch {
      throw .invalid(error)
    }
    let bundle = ReproBundle(
      description: ReproBundle.Description(
        version: self.version, oracle: oracle, failure: failure.signature.description,
        mistake: failure.mistakes.first,
        foundBy: foundBy, command: "assay replay \(ShellText.quoted(folder))\(options.arguments)",
        seed: seed, graphNumber: graphNumber),
      fuzzCase: fuzzCase, outputs: outputs)
    try bundle.write(to: folder)
    return bundle
  }
}

import ArgumentParser
import Fuzz
import Graph
import Harness
import Report

struct Shrink: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a failing case as small as it can be.",
    discussion: """
      Takes a graph on which two engines disagree, or a repro bundle, and leaves a bundle with the \
      smallest graph found that fails in the same way. Exits with 2 if nothing fails.

      Example: assay shrink model.tosa --engines quantized,axon --seed 1 --out smaller
      """)

  @Argument(help: ArgumentHelp("A graph, or a bundle's folder.", valueName: "model.tosa|dir"))
  var failing: String

  @Option(help: ArgumentHelp("The two engines; a bundle's own if not given.", valueName: "a,b"))
  var engines: String?

  @Option(help: ArgumentHelp("Where the bundle goes.", valueName: "dir"))
  var out = "shrunk"

  @Option(help: ArgumentHelp("The most candidates that are run.", valueName: "n"))
  var budget = 500

  @OptionGroup var inputs: InputOptions
  @OptionGroup var axon: AxonVersionOption
  @OptionGroup var output: JSONOption

  func run() throws {
    let options = try axon.engineOptions()
    let (original, oracle) = try subject(options)
    let graph = try ValidatedGraph(original.graph)
    guard let failure = oracle.oracle.failure(of: original, graph: graph) else {
      throw InvalidInput(
        .usage, "nothing fails: \(oracle.name) agree on it",
        remedy: "Give the inputs or the seed with which they differ.",
        at: InputLocation(file: failing))
    }
    let reduction = Shrinker(oracle: oracle.oracle, budget: budget).shrink(
      original, failure: failure)
    let bundle = try BundleWriter(
      foundBy: ReproductionLine.current, version: Assay.version, options: options
    )
    .write(reduction.result, failure: reduction.failure, oracle: oracle.name, to: out)
    let standardOutput = StandardOutput()
    try standardOutput.write(
      """
      \(reduction.failure.signature)\(reduction.failure.mistakes.first.map { ", as if \($0)" } ?? "")
      \(original.operatorCount) operators -> \(reduction.result.operatorCount), \
      \(original.inputElements) input elements -> \(reduction.result.inputElements), \
      \(reduction.candidates) candidates\(reduction.isMinimal ? "" : ", not minimal: --budget \(budget) is used up")
      \(bundle.description.command)

      """)
    if output.json { try standardOutput.write(try JSONText.line(of: bundle.description) + "\n") }
  }

  private func subject(_ options: EngineOptions) throws -> (FuzzCase, NamedOracle) {
    if failing.hasSuffix(".tosa") {
      guard let engines else {
        throw InvalidInput(
          .usage, "a graph needs two engines that disagree", remedy: "Give --engines a,b.")
      }
      let oracles = try OracleTable.oracles(among: engines, options: options)
      guard oracles.count == 1, let oracle = oracles.first else {
        throw InvalidInput(.usage, "'\(engines)' is not two engines", remedy: "Give two.")
      }
      let graph = try ValidatedGraph(Graph(tosaFile: failing))
      return (FuzzCase(graph: graph.graph, inputs: try inputs.tensors(for: graph.inputs)), oracle)
    }
    let bundle = try ReproBundle.read(failing)
    let name = engines.map { $0.replacing(",", with: "~") } ?? bundle.description.oracle
    return (bundle.fuzzCase, try OracleTable.oracle(named: name, options: options))
  }
}

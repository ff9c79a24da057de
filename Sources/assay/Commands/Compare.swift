import ArgumentParser
import Graph
import Harness
import Report

struct Compare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a model on several engines and compare them tensor by tensor.",
    discussion: """
      Every engine after the first is compared with the first. Exits with 1 if they differ by more \
      than the tolerance, which is equal bits unless options say otherwise; with 3 if an engine can't run the model.

      Example: assay compare model.tosa --engines quantized,axon --seed 1 --max-lsb 1
      """)

  @Argument(help: ArgumentHelp("The model.", valueName: "model.tosa|model.pte"))
  var model: String

  @Option(help: ArgumentHelp("The engines, two or more.", valueName: "a,b[,c]"))
  var engines: String

  @OptionGroup var inputs: InputOptions
  @OptionGroup var tolerance: ToleranceOptions
  @OptionGroup var axon: AxonVersionOption
  @OptionGroup var output: JSONOption

  func run() async throws {
    let engineOptions = try axon.engineOptions()
    let suite = try AdHocSuite.comparing(
      model, engines: engines, inputs: inputs.source(), tolerance: tolerance.tolerance(),
      reproduction: ReproductionLine.current)
    try checkInputs(suite)
    var reports = Reports(isVerbose: true)
    var options = RunOptions(engineOptions: engineOptions, jobs: 1)
    options.needsEveryEngine = true
    let summary = try await reports.run(SuiteRunner([suite], options: options))
    if output.json {
      // Not print: see gate.
      try StandardOutput().write(try JSONText.line(of: reports.document) + "\n")
    }
    throw ExitCode(summary.exitStatus)
  }

  /// Says what is wrong with the model or its inputs before anything runs.
  private func checkInputs(_ suite: Suite) throws {
    let loaded = try Model.load(model)
    for suiteCase in suite.cases {
      for check in suiteCase.checks {
        guard let plan = try? loaded.prepare(on: EngineRegistry.engine(named: check.engine)) else {
          continue
        }
        _ = try inputs.tensors(for: plan.inputs)
        return
      }
    }
  }
}

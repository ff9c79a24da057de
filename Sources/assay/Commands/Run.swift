import ArgumentParser
import Graph
import Harness

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a model on one engine and keep its outputs.",
    discussion: """
      Writes DIR/NAME.npy for each output, names escaped, and DIR/outputs.json, which maps and \
      orders them. Of a .pte its delegates run on the engine, the rest on the CPU.

      Example: assay run model.tosa --engine quantized --input x=x.npy --output-dir out
      """)

  @Argument(help: ArgumentHelp("The model.", valueName: "model.tosa|model.pte"))
  var model: String

  @Option(help: "The engine: \(EngineRegistry.names.joined(separator: ", ")).")
  var engine: String

  @OptionGroup var inputs: InputOptions

  @Option(help: ArgumentHelp("Where the outputs go.", valueName: "dir"))
  var outputDir: String

  @Flag(help: "Keep every intermediate tensor too, under DIR/trace.")
  var trace = false

  @OptionGroup var axon: AxonVersionOption
  @OptionGroup var output: JSONOption

  func run() throws {
    let engine = try EngineRegistry.engine(named: engine, options: axon.engineOptions())
    let run = try SingleRun(Model.load(model), on: engine)
    let tensors = try inputs.tensors(for: run.inputs)
    let manifest = try run.write(inputs: tensors, to: outputDir, trace: trace)
    if output.json {
      print(try JSONText.line(of: manifest))
    } else {
      for entry in manifest.outputs {
        print("\(entry.name)  \(entry.dtype)\(Shape(entry.shape))  \(outputDir)/\(entry.file)")
      }
    }
  }
}

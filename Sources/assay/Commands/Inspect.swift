import ArgumentParser
import Graph
import Harness

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what is in a model, and what of it the NPU would run.",
    discussion: """
      Lists inputs, outputs, operators and tensors, and the partition: which operators AXON takes, \
      why it leaves the others to the CPU, and its share of the multiply-accumulates, and which known defects of its compiler they would meet.

      Example: assay inspect model.pte
      """)

  @Argument(help: ArgumentHelp("The model.", valueName: "model.tosa|model.pte"))
  var model: String

  @OptionGroup var axon: AxonVersionOption
  @OptionGroup var output: JSONOption

  func run() throws {
    let inspection = try Inspection(of: Model.load(model), options: axon.engineOptions())
    print(inspection.text)
    if output.json { print(try JSONText.line(of: inspection.summary)) }
  }
}

import ArgumentParser
import Harness
import Report

struct Vectors: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay layers that were measured on AXON and count equal outputs.",
    discussion: """
      Prints, for each operator and each known defect, how many measured outputs the simulator \
      gives. Exits with 1 if a case differs by more than softmax's 1 LSB, or if a known defect is \
      neither flagged nor, in a version that has it, reproduced.

      Example: assay vectors Suites/axon/dev.jsonl --axon-version 1.4.0
      """)

  @Argument(help: ArgumentHelp("One case a line.", valueName: "file.jsonl"))
  var file: String

  @OptionGroup var axon: AxonVersionOption
  @OptionGroup var output: JSONOption

  func run() async throws {
    let report = try await VectorCheck.report(onFile: file, options: axon.engineOptions())
    // Not print: see gate.
    let standardOutput = StandardOutput()
    try standardOutput.write(report.text + "\n")
    if output.json { try standardOutput.write(try JSONText.line(of: report) + "\n") }
    if !report.isPassed { throw ExitCode(1) }
  }
}

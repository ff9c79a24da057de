import ArgumentParser
import Fuzz
import Harness
import Report

struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a repro bundle again.",
    discussion: """
      Exits with 1 if it still fails, as recorded or in another way, and with 0 if the engines agree \
      now.

      Example: assay replay results/fuzz/1-RESCALE
      """)

  @Argument(help: ArgumentHelp("The bundle's folder.", valueName: "dir"))
  var bundle: String

  @OptionGroup var axon: AxonVersionOption
  @OptionGroup var output: JSONOption

  func run() throws {
    let replay = try Harness.Replay(ReproBundle.read(bundle), options: axon.engineOptions())
    // Not print: see gate.
    let standardOutput = StandardOutput()
    try standardOutput.write("\(replay.verdict.rawValue): \(replay.found ?? "engines agree")\n")
    if replay.verdict == .otherwise { try standardOutput.write("recorded: \(replay.recorded)\n") }
    if output.json { try standardOutput.write(try JSONText.line(of: replay) + "\n") }
    if replay.verdict != .passes { throw ExitCode(1) }
  }
}

import ArgumentParser
import Foundation
import Graph
import Harness
import Report

struct Ladder: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the optimization ladder of the language models, rung by rung.",
    discussion: """
      Every rung runs over held-out text: the portable program, the program with its linear layers on \
      the NPU, and the fused kernels on an emulated Cortex-M33, which counts instructions. Reports \
      instructions, memory, numerics against fp32, and times beside the published ones; rungs 1 and 5 \
      are the anchors of the times and no evidence. Exits with 1 if a rung is off, with 3 if the \
      board fails.

      Example: assay ladder --junit ladder.xml
      Example: assay ladder --target serial:/dev/ttyACM0 Suites/models/mamba_lm_v96_d88_l3
      """)

  @Argument(help: ArgumentHelp("The models; the first is the headline.", valueName: "dir"))
  var models = ["Suites/models/mamba_lm_v96_d88_l3", "Suites/models/mamba_lm_v128_d68_l5"]

  @Option(
    help: ArgumentHelp(
      "What runs rungs 3 to 6: emulator; dk or serial:DEVICE (a board, which measures cycles); "
        + "or model (this machine, numerics alone).", valueName: "target"))
  var target = "emulator"

  @Option(help: ArgumentHelp("Results that no rung may fall behind.", valueName: "file"))
  var reference = "results/ladder/reference.json"

  @Option(
    help: ArgumentHelp(
      "Write the results as a reference, and hold them against none.", valueName: "file"))
  var writeReference: String?

  @Option(help: ArgumentHelp("Write the JUnit XML here too.", valueName: "file"))
  var junit: String?

  @Option(help: ArgumentHelp("Write the page with the ladder drawn here too.", valueName: "file"))
  var html: String?

  @Option(help: ArgumentHelp("Write the Markdown summary here too.", valueName: "file"))
  var markdown: String?

  @Flag(help: "Leave out times and dates, so that equal results give equal bytes.")
  var reproducible = false

  @OptionGroup var output: JSONOption

  func run() throws {
    let root = URL(filePath: FileManager.default.currentDirectoryPath)
    let runner = LadderRunner(
      folders: models, target: try LadderTargets.target(target, root: root),
      references: try references())
    let folder = try ResultsFolder.create(under: "results/runs")
    var reports = Reports(
      folder: folder, junit: junit, markdown: markdown, html: nil, isVerbose: true)
    var results: [LadderResult] = []
    let summary = try reports.run { stop, record in
      let run = try runner.run(
        version: Assay.version, isReproducible: reproducible, stop: stop, record: record)
      results = run.results
      return run.summary
    }
    let page = try LadderPage(results, version: Assay.version).bytes()
    for path in ["\(folder)/ladder.html", html].compactMap({ $0 }) {
      try FileContents.write(page, to: path)
    }
    if let writeReference {
      try FileContents.write(try JSONText.bytes(of: results), to: writeReference)
    }
    let standardOutput = StandardOutput()
    try standardOutput.write("Reports: \(folder)\n")
    if output.json {
      try standardOutput.write(try JSONText.line(of: LadderLine(results)) + "\n")
    }
    throw ExitCode(summary.exitStatus)
  }

  private func references() throws(InvalidInput) -> [LadderResult] {
    if writeReference != nil { return [] }
    let bytes = try FileContents.read(reference)
    do {
      return try JSONDecoder().decode([LadderResult].self, from: Data(bytes))
    } catch {
      throw InvalidInput(
        .format, "no results of a ladder", remedy: "Write them anew with --write-reference.",
        at: InputLocation(file: reference))
    }
  }
}

/// What `assay ladder --json` prints.
private struct LadderLine: Encodable {
  let configurations: [String: LadderResult]

  init(_ results: [LadderResult]) {
    configurations = Dictionary(
      results.map { ($0.configuration, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

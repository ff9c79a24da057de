import ArgumentParser
import Foundation
import Graph
import Harness
import Report

struct Gate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run suites and answer with one exit code.",
    discussion: """
      Leaves junit.xml, results.json, summary.md and report.html in results/runs/<time>/. A run in \
      which nothing was judged is red.

      Example: assay gate Suites/release.yaml --junit junit.xml
      """)

  @Argument(help: ArgumentHelp("The suites.", valueName: "suite.yaml"))
  var suites: [String] = ["Suites/release.yaml"]

  @Option(help: ArgumentHelp("Only checks between these engines.", valueName: "a,b,..."))
  var engines: String?

  @Option(help: ArgumentHelp("Only cases of this name; * stands for any text.", valueName: "name"))
  var only: [String] = []

  @Option(help: ArgumentHelp("Write the JUnit XML here too.", valueName: "file"))
  var junit: String?

  @Option(help: ArgumentHelp("Write the Markdown summary here too.", valueName: "file"))
  var markdown: String?

  @Option(help: ArgumentHelp("Write the HTML report here too.", valueName: "file"))
  var html: String?

  @Option(help: ArgumentHelp("Run part I of N of the cases.", valueName: "I/N"))
  var shard: String?

  @Flag(help: "Leave out times and dates, so that equal results give equal bytes.")
  var reproducible = false

  @Flag(help: "Print the figures of passing cases too.")
  var verbose = false

  @OptionGroup var axon: AxonVersionOption
  @OptionGroup var jobs: JobsOption
  @OptionGroup var output: JSONOption

  func run() async throws {
    var options = RunOptions(
      engineOptions: try axon.engineOptions(), jobs: jobs.count, isReproducible: reproducible)
    options.only = only
    options.engines = try engines.map { list in
      Set(try EngineRegistry.engines(in: list).map(\.name))
    }
    options.shard = try shard(in: ProcessInfo.processInfo.environment)

    let loaded = try suites.map { try SuiteReader.read($0) }
    let folder = try ResultsFolder.create(under: "results/runs")
    var reports = Reports(
      folder: folder, junit: junit, markdown: markdown, html: html, isVerbose: verbose)
    let summary = try await reports.run(SuiteRunner(loaded, options: options))
    // Not print: a closed pipe (`assay gate | head`) would end the process with another code.
    let standardOutput = StandardOutput()
    try standardOutput.write("Reports: \(folder)\n")
    if output.json {
      try standardOutput.write(try JSONText.line(of: GateLine(summary, folder: folder)) + "\n")
    }
    throw ExitCode(summary.exitStatus)
  }

  private func shard(in environment: [String: String]) throws(InvalidInput) -> Shard {
    if let shard { return try Shard.parse(shard) }
    return try Shard.inEnvironment(environment) ?? .whole
  }
}

/// What `assay gate --json` prints.
private struct GateLine: Encodable {
  let counts: [String: Int]
  let exitCode: Int32
  let folder: String

  init(_ summary: RunSummary, folder: String) {
    counts = summary.countsByName
    exitCode = summary.exitStatus
    self.folder = folder
  }
}

import ArgumentParser
import Foundation
import Fuzz
import Graph
import Harness
import Report

struct FuzzCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz",
    abstract: "Invent graphs, and compare engines on them.",
    discussion: """
      Every graph is valid, and number k of a seed is the same everywhere. What fails is reduced, \
      grouped, and left as a bundle that assay replay runs again. Results go to a database block by \
      block: the same command goes on where it was stopped or killed.

      With --illegal each graph breaks one rule of TOSA, and every engine must refuse it.

      Example: assay fuzz --engines reference,quantized,axon --graphs 20000 --seed 1
      """)

  @Option(help: ArgumentHelp("The engines, each compared with those before.", valueName: "a,b"))
  var engines: String

  @Flag(help: "Compare each engine with itself too, on graphs written differently.")
  var metamorphic = false

  @Flag(help: "Make graphs that every engine must refuse; --profile and --db have no meaning then.")
  var illegal = false

  @Option(
    help:
      "The kind of graphs: \(Profile.allCases.map(\.rawValue).joined(separator: ", ")).")
  var profile = Profile.cnnInt.rawValue

  @Option(help: "What graphs are made from; a random one, which is printed, if not given.")
  var seed: UInt64?

  @Option(help: ArgumentHelp("Graphs in all.", valueName: "n"))
  var graphs: Int?

  @Option(help: ArgumentHelp("Begin no graph after this time.", valueName: "t"))
  var seconds: Double?

  @Option(
    help: ArgumentHelp(
      "Start from the graphs in this folder: run them first, and change them.", valueName: "dir"))
  var corpus: String?

  @Option(
    help: ArgumentHelp(
      "Write few graphs here that together show all that was seen.", valueName: "dir"))
  var writeCorpus: String?

  @Option(help: ArgumentHelp("Run part I of N of the blocks.", valueName: "I/N"))
  var shard: String?

  @Option(help: ArgumentHelp("The database.", valueName: "file"))
  var db = "results/runs/fuzz.sqlite"

  @Option(help: ArgumentHelp("Write the JUnit XML here too.", valueName: "file"))
  var junit: String?

  @Option(help: ArgumentHelp("Write the HTML report here too.", valueName: "file"))
  var html: String?

  @Option(help: ArgumentHelp("Write the Markdown summary here too.", valueName: "file"))
  var markdown: String?

  @Flag(help: "List every known feature that no graph has shown.")
  var unreached = false

  @Flag(help: "Leave out times and dates, so that equal results give equal bytes.")
  var reproducible = false

  @OptionGroup var axon: AxonVersionOption
  @OptionGroup var jobs: JobsOption
  @OptionGroup var output: JSONOption

  func validate() throws {
    if let graphs, graphs < 1 { throw ValidationError("--graphs wants a number from 1 up") }
    if let seconds, !(seconds > 0) { throw ValidationError("--seconds wants a time above 0") }
  }

  func run() async throws {
    let seed = seed ?? UInt64.random(in: 0...999_999_999)
    let folder = try ResultsFolder.create(under: "results/runs")
    if illegal { try refuse(seed: seed, folder: folder) }
    let start = ContinuousClock.now
    let run = try FuzzRun(try options(seed: seed, folder: folder))
    let standardOutput = StandardOutput()
    try standardOutput.write("seed \(seed)\n")
    let stop = StopSignal()
    let interruption = Interruption(raising: stop)
    try await work(run, stop)
    interruption.cancel()
    if let writeCorpus {
      let count = try await run.writeCorpus(to: writeCorpus)
      try standardOutput.write("\(count) graphs in \(writeCorpus)\n")
    }
    var reports = Reports(
      folder: folder, junit: junit, markdown: markdown, html: html, isVerbose: true)
    var summary: FuzzRun.Summary?
    let outcome = try reports.run { _, record in
      let report = try run.report(
        isInterrupted: stop.isRaised, since: start, record: record, replay: { try replayed($0) })
      summary = report.summary
      return report.run
    }
    if let summary {
      try standardOutput.write(
        "\(summary.graphs) graphs, \(Int(Double(summary.graphs) / max(summary.seconds, 1e-9))) a "
          + "second and core, \(summary.features) features\n"
          + text(of: summary.reach) + "Reports: \(folder)\n")
      if output.json { try standardOutput.write(try JSONText.line(of: summary) + "\n") }
    }
    throw ExitCode(outcome.exitStatus)
  }

  /// Runs illegal graphs, and ends the command.
  private func refuse(seed: UInt64, folder: String) throws -> Never {
    let run = try RefusalRun(
      engines: engines, seed: seed, bundles: "\(folder)/bundles",
      command: ReproductionLine.current, options: axon.engineOptions())
    let standardOutput = StandardOutput()
    try standardOutput.write("seed \(seed)\n")
    var reports = Reports(
      folder: folder, junit: junit, markdown: markdown, html: html, isVerbose: false)
    var summary: RefusalRun.Summary?
    let outcome = try reports.run { stop, record in
      let report = try run.run(
        graphs ?? 10_000, version: Assay.version, isReproducible: reproducible, stop: stop,
        record: record)
      summary = report.summary
      return report.run
    }
    try standardOutput.write("Reports: \(folder)\n")
    if output.json, let summary {
      try standardOutput.write(try JSONText.line(of: summary) + "\n")
    }
    throw ExitCode(outcome.exitStatus)
  }

  /// What was reached in a line, and if asked for what was not, name by name.
  private func text(of reach: FeatureReport) -> String {
    var lines = ["reached: \(reach.summary)"]
    if unreached {
      for group in reach.groups where !group.missing.isEmpty {
        lines.append("never reached of \(group.title):")
        lines += group.missing.map { "  \($0)" }
      }
    }
    return lines.map { "\($0)\n" }.joined()
  }

  private func options(seed: UInt64, folder: String) throws -> FuzzRun.Options {
    guard let kind = Profile(rawValue: profile) else {
      throw InvalidInput(
        .usage, "there is no profile '\(profile)'",
        remedy: "Use one of: \(Profile.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    let environment = ProcessInfo.processInfo.environment
    let part = try shard.map { try Shard.parse($0) } ?? Shard.inEnvironment(environment) ?? .whole
    return FuzzRun.Options(
      engines: engines, profile: kind, seed: seed,
      graphs: graphs ?? (seconds == nil ? 10_000 : nil), seconds: seconds,
      isMetamorphic: metamorphic, corpus: corpus, shard: part,
      jobs: jobs.count, database: db, bundles: "\(folder)/bundles",
      engineOptions: try axon.engineOptions(), command: ReproductionLine.current,
      version: Assay.version, isReproducible: reproducible)
  }

  /// Runs the campaign, with a line of progress on a terminal.
  private func work(_ run: FuzzRun, _ stop: StopSignal) async throws {
    let isTerminal = isatty(STDERR_FILENO) == 1
    let start = ContinuousClock.now
    var (graphs, failures, features) = (0, 0, 0)
    try await run.run(stop: stop) { more, failing, new in
      graphs += more
      failures += failing
      features += new
      guard isTerminal else { return }
      let seconds = max(Double(start.duration(to: .now).components.seconds), 1)
      let line =
        "\r\(graphs) graphs, \(Int(Double(graphs) / seconds)) a second, \(failures) failures"
      FileHandle.standardError.write(Data(line.utf8))
    }
    if isTerminal { FileHandle.standardError.write(Data("\n".utf8)) }
  }

  /// Replays a bundle in a process of its own.
  private func replayed(_ bundle: String) throws -> Harness.Replay.Verdict {
    let process = Process()
    process.executableURL = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    process.arguments =
      ["replay", bundle, "--json"] + (try axon.engineOptions().argumentWords)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let line = bytes.split(separator: UInt8(ascii: "\n")).last ?? Data()
    guard let replay = try? JSONDecoder().decode(Harness.Replay.self, from: line) else {
      throw InfrastructureFailure(
        subject: bundle, reason: "assay replay ended with status \(process.terminationStatus)")
    }
    return replay.verdict
  }
}

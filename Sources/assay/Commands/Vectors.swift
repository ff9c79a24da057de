import ArgumentParser
import Foundation
import Graph
import Harness
import Report

struct Vectors: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay layers that were measured on AXON and count equal outputs.",
    discussion: """
      Prints, for each operator and each known defect, how many measured outputs the simulator \
      gives. Exits with 1 if a case differs by more than softmax's 1 LSB, or if a known defect is \
      neither flagged nor, in a version that has it, reproduced.

      With --generate or --measure it first makes the file, by Nordic's compiler and simulator, \
      which SDK_EDGE_AI_PATH leads to; exits with 3 where it does not. What Nordic's compiler \
      refuses, or does not survive, is listed and left out.

      Example: assay vectors Suites/axon/dev.jsonl --axon-version 1.4.0
      Example: assay vectors random.jsonl --generate --layers 2000 --nets 200 --seed 1
      """)

  @Argument(help: ArgumentHelp("One case a line.", valueName: "file.jsonl"))
  var file: String

  @Flag(help: "Measure random layers and networks into the file, which must not exist.")
  var generate = false

  @Option(help: ArgumentHelp("Random layers with --generate.", valueName: "n"))
  var layers = 2_000

  @Option(help: ArgumentHelp("Random networks with --generate.", valueName: "n"))
  var nets = 200

  @Option(help: "What --generate draws from; a random one, which is printed, if not given.")
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "Measure this file's layers and inputs anew into the file, which must not exist.",
      valueName: "other.jsonl"))
  var measure: String?

  @OptionGroup var jobs: JobsOption
  @OptionGroup var axon: AxonVersionOption
  @OptionGroup var output: JSONOption

  func validate() throws {
    for (name, count) in [("--layers", layers), ("--nets", nets)]
    where !(0...1_000_000).contains(count) {
      throw ValidationError("\(name) wants a number from 0 to 1000000")
    }
    if generate && measure != nil {
      throw ValidationError("--generate and --measure exclude each other")
    }
  }

  func run() async throws {
    let options = try axon.engineOptions()
    // Not print: see gate.
    let standardOutput = StandardOutput()
    var summary: CampaignSummary?
    if let source {
      let made = try await make(source)
      if case .random(_, _, let seed) = source { try standardOutput.write("seed \(seed)\n") }
      try standardOutput.write(made.text + "\n")
      summary = made
    }
    var report = try await VectorCheck.report(onFile: file, options: options)
    report.campaign = summary
    try standardOutput.write(report.text + "\n")
    if output.json { try standardOutput.write(try JSONText.line(of: report) + "\n") }
    if !report.isPassed { throw ExitCode(1) }
  }

  private var source: VectorCampaign.Source? {
    if let measure { return .file(measure) }
    guard generate else { return nil }
    let seed = seed ?? UInt64.random(in: 0...999_999_999)
    return .random(layers: layers, networks: nets, seed: seed)
  }

  private func make(_ source: VectorCampaign.Source) async throws -> CampaignSummary {
    let campaign = try VectorCampaign(source, jobs: jobs.count)
    guard !FileManager.default.fileExists(atPath: file) else {
      throw InvalidInput(
        .usage, "the file exists", remedy: "Name another file, or remove it.",
        at: InputLocation(file: file))
    }
    let isTerminal = isatty(STDERR_FILENO) == 1
    let summary = try await campaign.run(writing: file) { done, count in
      guard isTerminal else { return }
      let end = done == count ? "\n" : ""
      FileHandle.standardError.write(Data("\r\(done) of \(count) measured\(end)".utf8))
    }
    guard summary.measured > 0 else {
      throw InfrastructureFailure(
        subject: "axon-sdk", reason: "none of \(summary.trials) trials could be measured")
    }
    return summary
  }
}

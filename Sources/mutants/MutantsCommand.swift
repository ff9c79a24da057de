import ArgumentParser
import Faults
import Foundation

@main
struct MutantsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutants",
    abstract: "Plant faults in the engines, and print which of them fuzzing finds.",
    discussion: """
      Each fault gets one core and the graphs of one seed until it is found, which is then reduced. \
      Exit 1 if a goal is missed.

      Example: mutants --seconds 60 --fault conv-padding-raw-zero,axon-half-up
      """)

  @Option(help: ArgumentHelp("Only these faults.", valueName: "a,b"))
  var fault: String?

  @Option(help: ArgumentHelp("Give a fault up after this time.", valueName: "t"))
  var seconds = 60.0

  @Option(help: "What graphs are made from.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Faults at a time.", valueName: "n"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(
    help: ArgumentHelp("Reduce this many graphs that hold two faults instead.", valueName: "n"))
  var slippage: Int?

  @Flag(help: "Group labelled failures of campaigns with six faults at once instead.")
  var dedup = false

  @Flag(help: "Print one JSON object as the last line.")
  var json = false

  func run() async throws {
    if let slippage {
      try await measureSlippage(slippage)
    } else if dedup {
      try await measureDeduplication()
    } else {
      try await measureScore()
    }
  }

  private func measureSlippage(_ count: Int) async throws {
    let result = await Slippage.measure(count, among: try chosen(), seed: seed, jobs: jobs)
    print(ScoreText.slippage(result))
    if json { print(try JSONLine.of(result)) }
    if !result.slips.isEmpty || result.shrinks < count { throw ExitCode(1) }
  }

  private func measureDeduplication() async throws {
    let result = await Deduplication.measure(try chosen(), seed: seed, jobs: jobs)
    print(ScoreText.deduplication(result))
    if json { print(try JSONLine.of(result)) }
    if !result.isGood { throw ExitCode(1) }
  }

  private func measureScore() async throws {
    let score = MutationScore(
      await Parallel.map(
        try chosen(), jobs: jobs,
        work: { [seed, seconds] in FaultScore.of($0, seed: seed, limit: seconds) },
        progress: { print(ScoreText.line($0)) }))
    print(ScoreText.summary(score.summary))
    if json { print(try JSONLine.of(score)) }
    if !score.summary.isGood { throw ExitCode(1) }
  }

  private func chosen() throws -> [Fault] {
    guard let fault else { return FaultCatalogue.all }
    return try fault.split(separator: ",").map { name in
      guard let found = FaultCatalogue.fault(named: String(name)) else {
        throw ValidationError("there is no fault '\(name)'")
      }
      return found
    }
  }
}

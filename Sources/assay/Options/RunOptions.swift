import ArgumentParser
import Foundation

/// How a command reports to another program.
struct JSONOption: ParsableArguments {
  @Flag(help: "Print one JSON object as the last line of standard output.")
  var json = false
}

/// How many workers a command uses.
struct JobsOption: ParsableArguments {
  @Option(help: ArgumentHelp("Workers; one a core if not given.", valueName: "n"))
  var jobs: Int?

  /// The number of workers.
  var count: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs wants a number from 1 up") }
  }
}

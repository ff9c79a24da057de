import ArgumentParser

@main
struct Assay: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "assay",
    abstract: "Says, before a release, whether a model still computes the same thing.",
    discussion: """
      Exit codes: 0 pass; 1 mismatch or regression; 2 bad input (64 for a command line that can't \
      be parsed); 3 an engine or device could not do its work; 70 a bug of Assay.
      """,
    version: version,
    subcommands: [
      Gate.self, Run.self, Compare.self, Inspect.self, Vectors.self, Cycles.self, Ladder.self,
      Device.self,
      FuzzCommand.self, Shrink.self, Replay.self, Doctor.self, AxonWorker.self,
    ])

  static func main() async {
    StandardDescriptors.reserve()
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      try Termination.flushOutput()
    } catch {
      Termination.exit(with: error)
    }
  }
}

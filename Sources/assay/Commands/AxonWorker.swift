import ArgumentParser
import Harness

/// What engine `axon-sdk` starts for each job; nothing for people, so no help shows it.
struct AxonWorker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: SDKCheck.workerCommand,
    abstract: "Do one job of engine axon-sdk and end.", shouldDisplay: false)

  @Argument(help: ArgumentHelp("The job.", valueName: "job.json"))
  var job: String

  func run() throws { try SDKCheck.work(onJob: job) }
}

import Foundation
import Graph
import Store
import TestSupport
import Testing

/// A campaign that is killed at random moments, as by a power cut, and begun again until it ends.
///
/// `make kills` does it a hundred times; `ASSAY_KILLS` says how often.
@Suite(.timeLimit(.minutes(30))) struct KilledCampaignTests {
  /// How often it is killed if that is asked for; then it is longer, too.
  private static let wanted = ProcessInfo.processInfo.environment["ASSAY_KILLS"].flatMap(Int.init)

  /// The graphs of each block; AXON 1.4.0 fails on some, so there are failures to lose.
  private static let sizes = wanted == nil ? [4096, 200] : [4096, 4096, 808]

  private static let arguments = [
    "fuzz", "--engines", "reference,axon", "--axon-version", "1.4.0", "--seed", "5",
    "--graphs", "\(sizes.reduce(0, +))", "--jobs", "2", "--db", "fuzz.sqlite", "--reproducible",
    "--json", "--junit", "junit.xml",
  ]

  /// All that a campaign leaves, but for times and the folders of its reports.
  private struct Result: Equatable {
    let status: Int32
    let key: CampaignKey
    let blocks: [BlockRecord]
    let failures: [FailureRecord]
    let features: [String: Int]
    let groups: String
    let junit: String

    init(of process: AssayProcess, _ ended: AssayProcess.Result) throws {
      status = ended.status
      let stores = try CampaignStore.all(in: Database(path: process.path("fuzz.sqlite")))
      let store = try #require(stores.first)
      #expect(stores.count == 1)
      key = store.key
      blocks = try store.blocks().map { block in
        var block = block
        block.seconds = 0
        return block
      }
      failures = try store.failures()
      features = try store.features()
      groups = try Self.withoutFolders(ended.lastLine)
        .replacing(/"seconds":[^,]*,/, with: "")
      junit = try Self.withoutFolders(
        String(contentsOfFile: process.path("junit.xml"), encoding: .utf8))
    }

    private static func withoutFolders(_ text: String) throws -> String {
      text.replacing(/results\/runs\/[^\/]*/, with: "results")
    }
  }

  /// Starts the campaign over and over, and kills it after random times until it ends before that, or has
  /// been killed often enough.
  /// - Returns: how often it was killed, and the end.
  private static func disturbed(
    _ process: AssayProcess, atMost limit: Int, upTo seconds: Double, _ random: inout SplitMix64
  ) throws -> (kills: Int, end: AssayProcess.Result) {
    var kills = 0
    while kills < limit {
      let running = try process.start(arguments)
      let moment = ContinuousClock.now + .seconds(Double.random(in: 0..<seconds, using: &random))
      while running.isRunning, ContinuousClock.now < moment {
        Thread.sleep(forTimeInterval: 0.001)
      }
      guard running.isRunning else { return (kills, try process.finish(running)) }
      kill(running.processIdentifier, SIGKILL)
      running.waitUntilExit()
      if running.terminationReason == .uncaughtSignal { kills += 1 }
    }
    return (kills, try process.run(arguments))
  }

  @Test func `killed at any moment, it resumes and comes to the same result`() throws {
    let process = try AssayProcess()
    let start = ContinuousClock.now
    let expected = try Result(of: process, process.run(Self.arguments))
    let duration = start.duration(to: .now) / .seconds(1)
    #expect(expected.status == 1)
    #expect(expected.blocks.map(\.graphs) == Self.sizes)
    #expect(!expected.failures.isEmpty)

    var random = SplitMix64(seed: 9)
    let limit = Self.wanted ?? 1
    var (kills, campaigns) = (0, 0)
    while kills < limit {
      let process = try AssayProcess()
      let (more, end) = try Self.disturbed(
        process, atMost: limit - kills, upTo: 1.2 * duration, &random)
      #expect(try Result(of: process, end) == expected)
      (kills, campaigns) = (kills + more, campaigns + 1)
    }
    if Self.wanted != nil { print("\(kills) kills in \(campaigns) campaigns, \(duration) s each") }
  }
}

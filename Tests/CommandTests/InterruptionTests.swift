import Foundation
import Graph
import TestSupport
import Testing

/// Ctrl-C and termination: what is under way ends, the rest is skipped, the reports are whole.
@Suite(.timeLimit(.minutes(2))) struct InterruptionTests {
  /// Starts a gate of 200 cases that takes much longer than any test waits, and waits until it runs.
  private static func started(_ assay: AssayProcess, seeds: Int) throws -> Process {
    let model = AssayProcess.model("small_cnn_int8")
    let cases = (0..<200).map { index in
      """
        - name: case \(index)
          models: \(model)
          inputs: {seed: \(index), count: \(seeds)}
          checks: [{engine: reference, against: quantized, tolerance: {sqnr: 10, reason: r}}]
      """
    }
    let suite = "suite: s\ncases:\n" + cases.joined(separator: "\n")
    try FileContents.write(Array(suite.utf8), to: assay.path("s.yaml"))
    let process = try assay.start(["gate", "s.yaml", "--jobs", "1", "--verbose"])
    while process.isRunning, !FileManager.default.fileExists(atPath: assay.path("results/runs")) {
      Thread.sleep(forTimeInterval: 0.01)
    }
    // The folder comes just before the signals are watched.
    Thread.sleep(forTimeInterval: 0.5)
    return process
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func anInterruptedGateStillReports(signal: Int32) throws {
    let assay = try AssayProcess()
    let process = try Self.started(assay, seeds: 200)
    kill(process.processIdentifier, signal)
    let result = try assay.finish(process)
    #expect(result.status == 3, "\(result.output) \(result.errors)")
    #expect(result.output.contains("interrupted"))
    let runs = try FileManager.default.contentsOfDirectory(atPath: assay.path("results/runs"))
    let folder = assay.path("results/runs/\(try #require(runs.first))")
    let document = try #require(
      try JSONSerialization.jsonObject(
        with: Data(FileContents.read("\(folder)/results.json"))) as? [String: Any])
    let counts = try #require(document["counts"] as? [String: Int])
    #expect((counts["skipped"] ?? 0) > 0)
    // The cases, and one that says why the run is red.
    #expect(counts.values.reduce(0, +) == 201)
    let junit = String(decoding: try FileContents.read("\(folder)/junit.xml"), as: UTF8.self)
    #expect(junit.contains("<skipped"))
    #expect(junit.hasSuffix("</testsuites>\n"))
  }

  /// Who presses Ctrl-C twice does not want to wait for the case that is under way.
  @Test func aSecondSignalEndsTheProcess() throws {
    let assay = try AssayProcess()
    let process = try Self.started(assay, seeds: 100_000)
    kill(process.processIdentifier, SIGINT)
    Thread.sleep(forTimeInterval: 0.5)
    #expect(process.isRunning)
    kill(process.processIdentifier, SIGINT)
    _ = try assay.finish(process)
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == SIGINT)
  }
}

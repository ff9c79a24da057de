import Comparison
import Foundation
import Graph
import Harness
import Report

/// The recorders of one command, and the run that feeds them.
struct Reports {
  private var console: Independent<ConsoleRecorder>
  private var json: Independent<JSONRecorder>
  private var junit: [Independent<JUnitRecorder>] = []
  private var markdown: [Independent<MarkdownRecorder>] = []
  private var html: [Independent<HTMLRecorder>] = []

  /// The console alone.
  init(isVerbose: Bool) {
    let wantsColour = ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty ?? true
    console = Independent(
      ConsoleRecorder(to: StandardOutput(), isColoured: wantsColour, isVerbose: isVerbose))
    json = Independent(JSONRecorder())
  }

  /// The console, `junit.xml`, `results.json`, `summary.md` and `report.html` in `folder`, and copies
  /// elsewhere.
  init(folder: String, junit: String?, markdown: String?, html: String?, isVerbose: Bool) {
    self.init(isVerbose: isVerbose)
    json = Independent(JSONRecorder(path: "\(folder)/results.json"))
    self.junit = ["\(folder)/junit.xml", junit].compactMap { $0 }
      .map { Independent(JUnitRecorder(path: $0)) }
    self.markdown = ["\(folder)/summary.md", markdown].compactMap { $0 }
      .map { Independent(MarkdownRecorder(path: $0)) }
    self.html = ["\(folder)/report.html", html].compactMap { $0 }
      .map { Independent(HTMLRecorder(path: $0)) }
  }

  /// What the run found; nil before it has finished.
  var document: ResultsDocument? { json.recorder.document }

  /// Runs, and reports even if Ctrl-C stops it: what was found by then, the rest as skipped.
  /// - Throws: ``UnwrittenReport`` if a report can't be written, after all others are.
  mutating func run(_ runner: SuiteRunner) async throws -> RunSummary {
    let stop = StopSignal()
    let interruption = Interruption(raising: stop)
    defer { interruption.cancel() }
    let summary = try await runner.run(version: Assay.version, stop: stop) { record($0) }
    return try checked(summary)
  }

  /// The same for a run of another kind, which `body` makes.
  mutating func run(
    _ body: (StopSignal, (RunEvent) throws -> Void) throws -> RunSummary
  ) throws -> RunSummary {
    let stop = StopSignal()
    let interruption = Interruption(raising: stop)
    defer { interruption.cancel() }
    let summary = try body(stop) { record($0) }
    return try checked(summary)
  }

  private mutating func record(_ event: RunEvent) {
    console.record(event)
    json.record(event)
    for index in junit.indices { junit[index].record(event) }
    for index in markdown.indices { markdown[index].record(event) }
    for index in html.indices { html[index].record(event) }
  }

  private func checked(_ summary: RunSummary) throws -> RunSummary {
    let failures =
      [console.failure, json.failure] + junit.map(\.failure) + markdown.map(\.failure)
      + html.map(\.failure)
    if let failure = failures.compactMap({ $0 }).first {
      throw UnwrittenReport(cause: failure, status: Self.status(of: summary))
    }
    return summary
  }

  /// A mismatch that was found goes before the failure to report it.
  private static func status(of summary: RunSummary) -> Int32 {
    summary.exitCode == .pass ? Comparison.ExitCode.infrastructure.rawValue : summary.exitStatus
  }
}

/// A run whose verdict stands, but one of its reports could not be written.
struct UnwrittenReport: Error {
  /// What was in the way of the first such report.
  let cause: InfrastructureFailure
  /// What the process ends with.
  let status: Int32
}

/// A recorder that fails for itself: once it has, it gets no more events, and the others go on.
private struct Independent<Wrapped: Recorder> {
  private(set) var recorder: Wrapped
  private(set) var failure: InfrastructureFailure?

  init(_ recorder: Wrapped) { self.recorder = recorder }

  mutating func record(_ event: RunEvent) {
    guard failure == nil else { return }
    do throws(InfrastructureFailure) {
      try recorder.record(event)
    } catch {
      failure = error
    }
  }
}

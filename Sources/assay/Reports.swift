import Foundation
import Harness
import Report

/// The recorders of one command, and the run that feeds them.
struct Reports {
  private var console: ConsoleRecorder
  private var json: JSONRecorder
  private var files: [any Recorder] = []

  /// The console alone.
  init(isVerbose: Bool) {
    let wantsColour = ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty ?? true
    console = ConsoleRecorder(
      to: StandardOutput(), isColoured: wantsColour, isVerbose: isVerbose)
    json = JSONRecorder()
  }

  /// The console, `junit.xml`, `results.json` and `summary.md` in `folder`, and copies elsewhere.
  init(folder: String, junit: String?, markdown: String?, isVerbose: Bool) {
    self.init(isVerbose: isVerbose)
    json = JSONRecorder(path: "\(folder)/results.json")
    files = (["\(folder)/junit.xml"] + [junit].compactMap { $0 }).map { JUnitRecorder(path: $0) }
    files += (["\(folder)/summary.md"] + [markdown].compactMap { $0 })
      .map { MarkdownRecorder(path: $0) }
  }

  /// What the run found; nil before it has finished.
  var document: ResultsDocument? { json.document }

  /// Runs, and reports even if Ctrl-C stops it: what was found by then, the rest as skipped.
  mutating func run(_ runner: SuiteRunner) async throws -> RunSummary {
    let stop = StopSignal()
    let interruption = Interruption(raising: stop)
    defer { interruption.cancel() }
    return try await runner.run(version: Assay.version, stop: stop) { event in
      try console.record(event)
      try json.record(event)
      for index in files.indices { try files[index].record(event) }
    }
  }
}

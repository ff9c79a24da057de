import Foundation
import Graph
import Harness
import TestSupport
import Testing

@testable import Report

/// A small run in every format, as a person would see it, against the files in `Golden`.
///
/// `ASSAY_RECORD=1 swift test --filter ReportTests.GoldenTests` writes them anew; read the difference before it
/// is committed.
@Suite struct GoldenTests {
  private static let folder = Repository.root.appending(path: "Tests/ReportTests/Golden")

  private static func check(_ bytes: [UInt8], _ name: String) throws {
    let url = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["ASSAY_RECORD"] == "1" {
      try Data(bytes).write(to: url)
    }
    let golden = try String(contentsOf: url, encoding: .utf8)
    #expect(String(decoding: bytes, as: UTF8.self) == golden)
  }

  private static func report(_ makeRecorder: (String) -> any Recorder) throws -> [UInt8] {
    let file = try TemporaryFile()
    var recorder = makeRecorder(file.path)
    try recorder.record(SampleRun.events(SampleRun.everyOutcome))
    return try file.read()
  }

  @Test func junit() throws {
    try Self.check(Self.report { JUnitRecorder(path: $0) }, "junit.xml")
  }

  @Test func markdown() throws {
    try Self.check(Self.report { MarkdownRecorder(path: $0) }, "summary.md")
  }

  @Test func html() throws {
    try Self.check(Self.report { HTMLRecorder(path: $0) }, "report.html")
  }

  @Test func json() throws {
    try Self.check(Self.report { JSONRecorder(path: $0) }, "results.json")
  }

  @Test func console() throws {
    let sink = CollectingSink()
    var recorder = ConsoleRecorder(to: sink)
    try recorder.record(SampleRun.events(SampleRun.everyOutcome))
    try Self.check(Array(sink.text.utf8), "console.txt")
  }
}

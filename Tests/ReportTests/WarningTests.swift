import Comparison
import Harness
import Testing

@testable import Report

/// A warning is read even where its case passes, and can't reach the terminal's controls.
@Suite struct WarningTests {
  static let cases = [
    CaseResult(
      suite: "s", name: "a: axon against quantized", outcome: .pass,
      properties: [
        Property("engine", "axon"), Property(Property.warning, "meets a | defect \u{1B}[2J"),
      ]),
    CaseResult(suite: "s", name: "b: axon against quantized", outcome: .pass),
  ]

  @Test func theConsoleShowsIt() throws {
    let sink = CollectingSink()
    var recorder = ConsoleRecorder(to: sink)
    try recorder.record(SampleRun.events(Self.cases))
    let lines = sink.text.split(separator: "\n").map(String.init)
    let place = try #require(lines.firstIndex(of: "warning  a: axon against quantized"))
    #expect(lines[place + 1] == #"    meets a | defect \u{1B}[2J"#)
    #expect(!sink.text.contains("warning  b"))
  }

  @Test func theSummaryHasASectionOfThem() throws {
    let file = try TemporaryFile()
    var recorder = MarkdownRecorder(path: file.path)
    try recorder.record(SampleRun.events(Self.cases))
    let page = String(decoding: try file.read(), as: UTF8.self)
    let sections = page.split(separator: "## ").filter { $0.hasPrefix("Warnings") }
    #expect(sections.count == 1)
    #expect(sections.first?.contains("meets a") == true)
    #expect(sections.first?.contains("b: axon") == false)
  }
}

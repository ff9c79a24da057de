import Comparison
import Graph
import Harness
import Testing

@testable import Report

@Suite struct MarkdownTests {
  private static func page(_ cases: [CaseResult]) throws -> String {
    let file = try TemporaryFile()
    var recorder = MarkdownRecorder(path: file.path)
    try recorder.record(SampleRun.events(cases))
    return String(decoding: try file.read(), as: UTF8.self)
  }

  @Test func verdictThenFailuresThenCounts() throws {
    let page = try Self.page(SampleRun.everyOutcome)
    let parts = ["# FAIL: ", "## Failed", "## Not judged or excused", "## Counts"]
    let places = parts.map { page.firstRange(of: $0)?.lowerBound }
    #expect(!places.contains(nil))
    #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    #expect(page.hasPrefix(parts[0]))
  }

  @Test(arguments: [
    ("a|b", "a&#124;b"), ("a\nb", "a b"), ("<img>", "&#60;img&#62;"), ("&lt;", "&#38;lt;"),
    ("`x`", "&#96;x&#96;"), ("a\\|b", "a&#92;&#124;b"), ("dscnn_kws", "dscnn_kws"),
    ("_x_", "&#95;x&#95;"), ("[a](b)", "&#91;a&#93;(b)"), ("*b* ~s~", "&#42;b&#42; &#126;s&#126;"),
    ("@team #1", "&#64;team &#35;1"), ("\u{1B}", "&#92;u{1B}"),
  ])
  func cellIsNoMarkup(text: String, cell: String) throws {
    #expect(text.markdownCell == cell)
    let page = try Self.page([CaseResult(suite: "s", name: text, outcome: .fail, message: text)])
    #expect(page.contains("\n| \(cell) | fail | \(cell) |\n"))
  }

  @Test func reasonIsShownWhereThereIsNoMessage() throws {
    let page = try Self.page([SampleRun.everyOutcome[3], SampleRun.everyOutcome[0]])
    #expect(page.contains("| unsupported | axon: operator 3 (FFT2D): no layer |"))
  }

  @Test(arguments: [(1, 100_000), (5_000, 300), (200, 600), (3, 0)])
  func staysBelowTheLimit(count: Int, length: Int) throws {
    let text = String(repeating: "|é", count: length)
    let cases = (0..<count).flatMap { index in
      [Outcome.fail, .skipped(text)].map {
        CaseResult(
          suite: "suite \(index)\(text)", name: "case \(index) \(text)", outcome: $0, message: text,
          details: text)
      }
    }
    let page = try Self.page(cases)
    #expect(page.utf8.count <= MarkdownRecorder.limit)
    #expect(page.hasPrefix("# FAIL: \(count) fail, \(count) skipped in 3.200 s\n"))
    #expect(page.contains("| case 0 "))
    #expect(page.contains("## Counts"))
    // What is left out is said: failures shown and failures left out are all failures.
    let shown = page.split(separator: "\n").count { $0.contains(" | fail | ") }
    let left = page.split(separator: "\n").lazy.compactMap { line in
      line.hasSuffix(" more are in results.json.") ? Int(line.prefix { $0 != " " }) : nil
    }.first
    #expect(shown == count || shown + (left ?? 0) == count)
  }

  @Test func emptyRunIsRed() throws {
    #expect(try Self.page([]) == "# FAIL: nothing was judged; no cases in 3.200 s\n")
  }

  @Test func unwritablePathIsAFailureOfTheInfrastructure() {
    #expect(throws: InfrastructureFailure.self) {
      var recorder = MarkdownRecorder(path: "/nowhere/summary.md")
      try recorder.record(SampleRun.events([]))
    }
  }
}

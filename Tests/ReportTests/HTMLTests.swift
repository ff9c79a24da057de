import Comparison
import Graph
import Harness
import Testing

@testable import Report

/// The page for people.
@Suite struct HTMLTests {
  private static func page(_ cases: [CaseResult], limit: Int = HTMLDocument.limit) throws -> [UInt8]
  {
    try HTMLDocument(
      info: SampleRun.info, cases: cases, summary: SampleRun.summary(of: cases)
    ).bytes(limit: limit)
  }

  private static func text(_ cases: [CaseResult], limit: Int = HTMLDocument.limit) throws -> String
  {
    String(decoding: try page(cases, limit: limit), as: UTF8.self)
  }

  /// An output of three elements, the second one LSB too high.
  private static func tensor(_ name: String = "y") throws -> TensorResult {
    TensorResult(
      name: name,
      metrics: try TensorMetrics(
        actual: Tensor([4, 6, 7] as [Int8], .int8, [3]),
        expected: Tensor([4, 5, 7] as [Int8], .int8, [3])))
  }

  // MARK: Content

  @Test func verdictThenFailuresThenSuites() throws {
    let page = try Self.text(SampleRun.everyOutcome)
    let parts = ["</span> FAIL</h1>", "<h2>Failures</h2>", "<h2>Suite release</h2>"]
    let places = try parts.map { try #require(page.firstRange(of: $0)).lowerBound }
    #expect(places == places.sorted())
  }

  @Test func failureHasItsFiguresAndItsLine() throws {
    var result = SampleRun.everyOutcome[1]
    result.tensors = [try Self.tensor()]
    result.properties.append(Property("first divergent operator", "3 (CONV2D)"))
    let root = try #require(ParsedXML.root(of: try Self.page([result])))
    let failure = try #require(root.all("article").first)
    #expect(failure.all("code").map(\.text) == ["assay gate 'a b.yaml' --only case_1"])
    #expect(failure.all("strong").map(\.text) == ["3 (CONV2D)"])
    // One of three differs, by one; 10 log10((16 + 25 + 49) / 1) = 19.54.
    let cells = failure.all("td").map(\.text)
    #expect(cells.prefix(2) == ["1 of 3", "33.3 %"])
    #expect(cells.contains("19.5 dB"))
    #expect(failure.all("span").contains { $0.text == "0: 2, +1: 1" })
  }

  @Test func passingCasesAreFoldedOthersAreNot() throws {
    let root = try #require(ParsedXML.root(of: try Self.page(SampleRun.everyOutcome)))
    let groups = root.all("section").flatMap { $0.all("details") }
      .filter { !$0.all("table").isEmpty }
    #expect(
      groups.map { $0.all("summary").first?.text } == [
        "5 cases did not pass", "1 case passed", "4 cases did not pass", "1 case passed",
      ])
    #expect(groups.map { $0.attributes["open"] } == ["open", nil, "open", nil])
    #expect(groups.map { $0["div"]?.all("tr").count } == [6, 2, 5, 2])
  }

  @Test func everyColumnAndRowHasAHeader() throws {
    let root = try #require(ParsedXML.root(of: try Self.page(SampleRun.everyOutcome)))
    for table in root.all("table") {
      let rows = table.all("tr")
      let columns = rows.first?.all("th") ?? []
      #expect(columns.allSatisfy { $0.attributes["scope"] == "col" })
      for row in rows.dropFirst() {
        #expect(row.all("th").map { $0.attributes["scope"] } == ["row"])
        #expect(row.all("td").count + 1 == columns.count)
      }
    }
  }

  @Test func everythingIsInTheFile() throws {
    let root = try #require(ParsedXML.root(of: try Self.page(SampleRun.everyOutcome)))
    for name in ["script", "link", "img", "iframe", "object"] { #expect(root.all(name).isEmpty) }
    let style = try #require(root.all("style").first).text
    #expect(!style.contains("url(") && !style.contains("@import"))
  }

  @Test func reproducibleRunHasNoTime() throws {
    var cases = SampleRun.everyOutcome
    for index in cases.indices { cases[index].seconds = nil }
    var info = SampleRun.info
    info.startedAt = nil
    let pages = try (0..<2).map { _ in
      let file = try TemporaryFile()
      var recorder = HTMLRecorder(path: file.path)
      try recorder.record(SampleRun.events(cases, info: info, seconds: nil))
      return String(decoding: try file.read(), as: UTF8.self)
    }
    #expect(pages[0] == pages[1])
    #expect(!pages[0].contains("Duration") && !pages[0].contains("Started"))
  }

  @Test func emptyRunIsRed() throws {
    let page = try Self.text([])
    #expect(page.contains("</span> FAIL</h1>\n<p>nothing was judged</p>"))
  }

  @Test(arguments: [
    ([0.0, 0], "", "M54 20v-20h5v20z"),
    // Three is 11 in binary, one is 1.
    ([1, 1, 1, 0], "M60 20v-20h5v20z", "M54 20v-10h5v10z"),
    ([-9, 9], "M0 20v-20h5v20zM108 20v-20h5v20z", ""),
  ])
  func barsGrowWithTheDigitsOfTheirCount(
    differences: [Double], differing: String, equal: String
  ) {
    var histogram = LSBHistogram()
    for difference in differences { histogram.add(difference) }
    #expect(HTMLHistogram(histogram).differing == differing)
    #expect(HTMLHistogram(histogram).equal == equal)
  }

  // MARK: Text of unknown origin

  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'\u{301} onclick='x",
    "\"\u{301} onclick=\"x", "<\u{301}b>", "\u{600}<b>", "</title></style><b>", "<!-- ", "]]>",
    "{{verdict}}{{{line}}}{{#suites}}", "&lt;b&gt;", "\u{0}\u{1B}[31m", "\u{202E}gnp",
    "\r\n<b>", "日本語 🙂 e\u{301}", "javascript:alert(1)",
  ])
  func textStaysText(text: String) throws {
    let outcomes: [Outcome] = [
      .fail, .pass, .invalid(text), .skipped(text),
      .knownDefect(name: text, reason: text, expiry: text),
    ]
    func page(_ text: String) throws -> ParsedXML {
      let cases = try outcomes.map { outcome in
        CaseResult(
          suite: text, name: text, outcome: outcome, message: text, details: text, seconds: 1,
          properties: ["engine", "against", "first divergent operator", text].map {
            Property($0, text)
          }, tensors: [try Self.tensor(text)], reproduction: text)
      }
      let info = RunInfo(
        suites: [text], engines: [text], version: text, caseCount: 4, startedAt: nil)
      return try #require(
        ParsedXML.root(
          of: HTMLDocument(info: info, cases: cases, summary: SampleRun.summary(of: cases)).bytes())
      )
    }
    let hostile = try page(text)
    #expect(Self.shape(hostile) == Self.shape(try page("harmless")))
    let names = hostile.all("h3").map { $0.text.filter { $0 != "\\" } }
    #expect(names.count == 2)
    if text.unicodeScalars.allSatisfy({ $0.isASCII && $0.value >= 0x20 }) {
      #expect(hostile.all("h3").map(\.text) == [text, text])
    }
  }

  /// The elements and the names of their attributes, without any text.
  private static func shape(_ element: ParsedXML) -> String {
    let attributes = element.attributes.keys.sorted().joined(separator: " ")
    return "<\(element.name) \(attributes)>" + element.children.map(shape).joined() + "</>"
  }

  // MARK: Size

  /// What goes first is what is missed least.
  @Test func largePagesLoseHistogramsThenDetailsThenCases() throws {
    let cases = try (0..<40).map { index in
      CaseResult(
        suite: "s", name: "case \(index)", outcome: index % 2 == 0 ? .pass : .fail,
        message: "differs", details: String(repeating: "detail ", count: 30),
        tensors: [try Self.tensor()], reproduction: "assay gate --only \(index)")
    }
    var scope = HTMLScope(cases)
    let whole = try Self.page(cases).count
    scope.narrow(from: whole, to: whole - 1)
    #expect(scope.notes(of: 40) == ["the histograms of cases that passed"])
    let text = try Self.text(cases, limit: whole - 1)
    #expect(text.contains("Left out, to keep this page small enough to open: the histograms of"))
    #expect(text.contains("<summary>Details</summary>"))

    let fewer = try Self.text(cases, limit: whole / 2)
    #expect(!fewer.contains("<summary>Details</summary>"))
    #expect(fewer.contains("the details of cases that did not pass"))
    // The counts are those of the run, and failures outlast passing cases.
    #expect(fewer.contains("20 fail") && fewer.contains("20 pass"))
    #expect(fewer.contains("case 1</a>"))
  }

  @Test(arguments: [400_000, 150_000, 60_000])
  func staysBelowTheLimit(limit: Int) throws {
    let long = String(repeating: "<é\u{1}", count: 3_000)
    let cases = try (0..<150).map { index in
      CaseResult(
        suite: "suite \(index % 3)", name: "\(index) \(long)",
        outcome: index % 3 == 0 ? .fail : .pass,
        message: long, details: long, properties: [Property("engine", long)],
        tensors: [try Self.tensor(long)], reproduction: long)
    }
    let page = try Self.page(cases, limit: limit)
    #expect(page.count <= limit)
    let shown = try #require(ParsedXML.root(of: page)).all("tbody").flatMap { $0.all("tr") }.count
    #expect(String(decoding: page, as: UTF8.self).contains("of 150 cases. Everything"))
    #expect(shown > 0)
  }
}

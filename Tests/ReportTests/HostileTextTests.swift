import Comparison
import Graph
import Harness
import Testing

@testable import Report

/// Texts from models and other programs, in every place of a report where text can be.
@Suite struct HostileTextTests {
  private static func result(_ text: String, _ outcome: Outcome = .fail) -> CaseResult {
    CaseResult(
      suite: text, name: text, outcome: outcome, message: text, details: text,
      properties: [Property(text, text), Property("engine", text)], reproduction: text)
  }

  private static func junit(_ cases: [CaseResult]) throws -> [UInt8] {
    try JUnitDocument(
      info: RunInfo(
        suites: [], engines: [cases[0].name], version: cases[0].name, caseCount: 1, startedAt: nil),
      cases: cases, summary: SampleRun.summary(of: cases)
    ).bytes()
  }

  /// The text, and what a reader of the message attribute must see.
  @Test(arguments: [
    ("\u{0}", "\\u{0}"), ("a\u{1B}[31mb", "a\\u{1B}[31mb"), ("\u{12}", "\\u{12}"),
    ("\u{FFFE}\u{FFFF}", "\\u{FFFE}\\u{FFFF}"), ("]]>", "]]>"),
    ("<!-- & \"' -->", "<!-- & \"' -->"),
    ("tab\tline\nend", "tab line end"), ("\r\n", "\\u{D} "), ("\u{85}\u{7F}", "\\u{85}\\u{7F}"),
    ("\u{202E}gnp", "\\u{202E}gnp"), ("日本語 🙂 e\u{301}", "日本語 🙂 e\u{301}"),
    ("\u{1FFFE}\u{10FFFF}", "\u{1FFFE}\u{10FFFF}"), (" x ", " x "), ("&#0;", "&#0;"),
    // A lone surrogate, and bytes that are no UTF-8: Swift reads U+FFFD.
    (String(decoding: [0xD800 as UInt16], as: UTF16.self), "\u{FFFD}"),
    (String(decoding: [0xff, 0x41] as [UInt8], as: UTF8.self), "\u{FFFD}A"),
  ])
  func survivesInJUnit(text: String, shown: String) throws {
    let document = try Self.junit([Self.result(text)])
    #expect(JUnitSchema.problems(in: document) == [])
    let root = try #require(ParsedXML.root(of: document))
    #expect(root.all("failure").first?.attributes["message"] == shown)
    #expect(root.all("testcase").first?.attributes["name"] == shown)
    #expect(root.all("property").last?.attributes["value"] == text.visible)
  }

  /// Scalars that break parsers, markup and terminals are as frequent as all others together.
  private static func randomText(_ random: inout SplitMix64) -> String {
    let awkward: [UInt32] = [
      0, 1, 8, 9, 10, 11, 12, 13, 27, 31, 38, 39, 34, 60, 62, 93, 127, 133, 159, 0x2028, 0x202e,
      0xfffd, 0xfffe, 0xffff, 0x1_0000, 0x10_ffff, 124, 96, 92,
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<random.integer(in: 0...24) {
      let value =
        random.integer(in: 0...1) == 0
        ? awkward[random.integer(in: 0...awkward.count - 1)]
        : UInt32(random.integer(in: 0...0x10_ffff))
      if let scalar = Unicode.Scalar(value) { text.append(scalar) }
    }
    return String(text)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func randomTextsMakeAValidDocument(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let outcomes: [(String) -> Outcome] = [
      { _ in .pass }, { _ in .fail }, { .knownDefect(name: $0, reason: $0, expiry: $0) },
      { .unsupported($0) },
      { .flaky($0) }, { .invalid($0) }, { .internalFault($0) },
    ]
    let cases = (0..<2_000).map { index in
      let text = Self.randomText(&random)
      return Self.result(text, outcomes[index % outcomes.count](Self.randomText(&random)))
    }
    let document = try Self.junit(cases)
    #expect(JUnitSchema.problems(in: document) == [])
    #expect(ParsedXML.root(of: document)?.all("testcase").count == cases.count)
  }

  @Test func longTextsAreCutAndSaySo() throws {
    let long = String(repeating: "<é\u{1}", count: 250_000)
    let document = try Self.junit([Self.result(long)])
    #expect(document.count < 40_000)
    #expect(JUnitSchema.problems(in: document) == [])
    let failure = try #require(ParsedXML.root(of: document)?.all("failure").first)
    #expect(failure.attributes["message"]?.hasSuffix(" more bytes]") == true)
    #expect(failure.text.contains("\nreproduce: <é\\u{1}"))
  }

  /// GitLab reads at most 30 MB of a report.
  @Test(arguments: [(20, 60, 200), (300, 1_200, 20_000)])
  func hundredThousandFailuresStaySmall(suite: Int, name: Int, text: Int) throws {
    let long = String(repeating: "<", count: text)
    let cases = (0..<100_000).map { index in
      CaseResult(
        suite: String(repeating: "s", count: suite),
        name: "\(index)" + String(repeating: "n", count: name),
        outcome: .fail, message: long, details: long, seconds: 0.001,
        properties: [Property("engine", "quantized"), Property("tolerance", long)],
        reproduction: "assay gate suite.yaml --only \(index)")
    }
    let clock = ContinuousClock()
    var document: [UInt8] = []
    let duration = try clock.measure { document = try Self.junit(cases) }
    #expect(document.count < 30_000_000)
    // 0.7 s on four cores of a busy machine.
    #expect(duration < .seconds(10))
  }
}

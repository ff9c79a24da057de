import Comparison
import Foundation
import Graph
import Harness
import Testing

@testable import Report

/// The same numbers in every format: a report that disagrees with another one is trusted no more.
@Suite struct CountsTests {
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func areEqualInEveryFormat(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let cases = (0..<random.integer(in: 1...60)).map { index in
      var result = SampleRun.everyOutcome[random.integer(in: 0...9)]
      result.suite = "suite \(random.integer(in: 0...4))"
      result.name = "case \(index)"
      return result
    }
    let expected = Dictionary(grouping: cases, by: \.outcome.kind).mapValues(\.count)
    let events = SampleRun.events(cases)

    var json = JSONRecorder()
    try json.record(events)
    #expect(
      json.document?.counts
        == Dictionary(uniqueKeysWithValues: expected.map { ($0.key.rawValue, $0.value) }))

    let sink = CollectingSink()
    var console = ConsoleRecorder(to: sink)
    try console.record(events)
    #expect(Self.counts(inVerdict: sink.text) == expected)

    let page = try TemporaryFile()
    var markdown = MarkdownRecorder(path: page.path)
    try markdown.record(events)
    #expect(Self.counts(inVerdict: String(decoding: try page.read(), as: UTF8.self)) == expected)

    let site = try TemporaryFile()
    var html = HTMLRecorder(path: site.path)
    try html.record(events)
    let title = try #require(ParsedXML.root(of: try site.read())?.all("title").first)
    #expect(Self.counts(inVerdict: title.text) == expected)

    let report = try TemporaryFile()
    var junit = JUnitRecorder(path: report.path)
    try junit.record(events)
    // Without a case that failed or passed, a case of the report itself says that it is red.
    let root = try #require(ParsedXML.root(of: try report.read()))
    let suites = root.children.filter { $0.attributes["name"] != "run" }
    #expect(Self.counts(inSuites: suites) == expected)
    #expect(Self.elements(in: suites) == Self.elements(of: expected))
  }

  /// `PASS: 74 pass, 2 unsupported in 3.200 s`, wherever it is.
  private static func counts(inVerdict text: String) -> [Outcome.Kind: Int] {
    let line = text.split(separator: "\n").first {
      ["PASS: ", "FAIL: ", "# PASS: ", "# FAIL: "].contains(where: $0.hasPrefix)
    }
    let list = line?.split(separator: ": ").last?.split(separator: "; ").last ?? ""
    var counts: [Outcome.Kind: Int] = [:]
    for part in String(list).replacing(" in 3.200 s", with: "").split(separator: ", ") {
      let words = part.split(separator: " ", maxSplits: 1)
      if let count = Int(words[0]), let kind = Outcome.Kind(rawValue: String(words[1])) {
        counts[kind] = count
      }
    }
    return counts
  }

  /// The outcomes that the suites' properties count.
  private static func counts(inSuites suites: [ParsedXML]) -> [Outcome.Kind: Int] {
    var counts: [Outcome.Kind: Int] = [:]
    for property in suites.flatMap({ $0["properties"]?.children ?? [] }) {
      guard let kind = property.attributes["name"].flatMap(Outcome.Kind.init),
        let count = property.attributes["value"].flatMap({ Int($0) })
      else { continue }
      counts[kind, default: 0] += count
    }
    return counts
  }

  /// How often each element that says an outcome is there; none is `tests` less the others.
  private static func elements(in suites: [ParsedXML]) -> [String: Int] {
    var counts = ["tests": 0]
    for testCase in suites.flatMap({ $0.all("testcase") }) {
      counts["tests", default: 0] += 1
      for element in testCase.children where element.name != "properties" {
        counts[element.name, default: 0] += 1
      }
    }
    return counts
  }

  private static func elements(of counts: [Outcome.Kind: Int]) -> [String: Int] {
    var elements = ["tests": counts.values.reduce(0, +)]
    let names: [(String, [Outcome.Kind])] = [
      ("failure", [.fail]), ("error", [.invalid, .infrastructure, .internalFault]),
      ("skipped", [.knownDefect, .unsupported, .unpredictable, .skipped]),
      ("flakyFailure", [.flaky]),
    ]
    for (name, kinds) in names {
      let count = kinds.reduce(0) { $0 + (counts[$1] ?? 0) }
      if count > 0 { elements[name] = count }
    }
    return elements
  }
}

import Comparison
import Foundation
import Graph
import Harness
import TestSupport
import Testing

@testable import Report

@Suite struct JUnitTests {
  private static func document(
    _ cases: [CaseResult], info: RunInfo = SampleRun.info, seconds: Double? = 3.2,
    isInterrupted: Bool = false
  ) throws -> [UInt8] {
    try JUnitDocument(
      info: info, cases: cases,
      summary: SampleRun.summary(of: cases, seconds: seconds, isInterrupted: isInterrupted)
    ).bytes()
  }

  /// The element and the start of its message that each outcome must become.
  @Test(
    arguments: [
      (0, nil, nil), (1, "failure", "3 of 10 elements differ | \"largest\" by 2 LSB"),
      (2, "skipped", "known defect: axon-7: pads with zero, until 2027"),
      (3, "skipped", "unsupported: axon: operator 3 (FFT2D): no layer"),
      (4, "skipped", "unpredictable: ADD overflows INT32"),
      (5, "skipped", "skipped: SDK_EDGE_AI_PATH is not set"),
      (6, "flakyFailure", "passed when run again"),
      (7, "error", "model.tosa: byte 12: not a graph"), (8, "error", "dk: no answer in 5 s"),
      (9, "error", "internal error at Engine.swift:7"),
    ] as [(Int, String?, String?)])
  func outcome(index: Int, element: String?, message: String?) throws {
    let root = try #require(ParsedXML.root(of: Self.document([SampleRun.everyOutcome[index]])))
    let testCase = try #require(root.all("testcase").first)
    let found = testCase.children.filter { $0.name != "properties" }
    #expect(found.map(\.name) == [element].compactMap { $0 })
    #expect(found.first?.attributes["message"] == message)
  }

  @Test func bodyHoldsMessageDetailsAndReproduction() throws {
    let root = try #require(ParsedXML.root(of: Self.document(SampleRun.everyOutcome)))
    let failure = try #require(root.all("failure").first)
    #expect(
      failure.text == """
        3 of 10 elements differ | "largest" by 2 LSB
        first at [0, 7]
        \tLSB histogram -1: 2, +2: 1 & ]]>\\u{1B}[2J
        reproduce: assay gate 'a b.yaml' --only case_1
        """)
    #expect(failure.attributes["type"] == "fail")
  }

  @Test func suitesComeInOrderWithTheirCounts() throws {
    let root = try #require(ParsedXML.root(of: Self.document(SampleRun.everyOutcome)))
    func counts(_ element: ParsedXML) -> [String?] {
      ["name", "tests", "failures", "errors", "skipped", "time"].map { element.attributes[$0] }
    }
    #expect(counts(root) == [nil, "11", "1", "3", "4", "3.200"])
    #expect(
      root.children.map(counts) == [
        ["release", "6", "1", "0", "4", "3.750"], ["nightly <2>", "5", "0", "3", "0", "10.000"],
      ])
    #expect(
      root.children.map { $0.attributes["timestamp"] } == [
        "2026-01-31T12:00:00", "2026-01-31T12:00:00",
      ])
  }

  @Test func documentKeepsToItsSchema() throws {
    #expect(JUnitSchema.problems(in: try Self.document(SampleRun.everyOutcome)) == [])
  }

  /// Each replacement breaks one rule of the schema, and only that one.
  @Test(arguments: [
    ("tests=\"11\"", "tests=\"eleven\""), ("<testcase ", "<test-case "),
    ("type=\"fail\"", "kind=\"fail\""), ("time=\"3.200\"", "time=\"-1\""),
    ("<stackTrace>", "<stack>"), ("</testsuites>", ""), ("T12:00:00", "T12:00:00Z"),
    ("name=\"nightly &lt;2&gt;\"", "name=\"release\""), ("classname=\"release\"", "classname=\"\""),
  ])
  func schemaRejects(text: String, replacement: String) throws {
    let valid = String(decoding: try Self.document(SampleRun.everyOutcome), as: UTF8.self)
    let broken = valid.replacing(text, with: replacement, maxReplacements: 1)
    #expect(broken != valid)
    #expect(!JUnitSchema.problems(in: Array(broken.utf8)).isEmpty)
  }

  @Test(arguments: [[], Array("not XML".utf8), [0xff, 0xfe, 0]] as [[UInt8]])
  func schemaRejectsWhatIsNoXML(document: [UInt8]) {
    #expect(!JUnitSchema.problems(in: document).isEmpty)
  }

  /// Readers look at cases only: without a failure among them they show green.
  @Test(
    arguments: [
      ([], false, "nothing was judged"), ([3, 5], false, "nothing was judged"),
      ([0], true, "interrupted before every case had its turn"),
    ] as [([Int], Bool, String)])
  func redRunHasARedCase(indices: [Int], isInterrupted: Bool, message: String) throws {
    let cases = indices.map { SampleRun.everyOutcome[$0] }
    let document = try Self.document(cases, isInterrupted: isInterrupted)
    let root = try #require(ParsedXML.root(of: document))
    #expect(root.all("error").map { $0.attributes["message"] } == [message])
    #expect(root.attributes["errors"] == "1")
    #expect(JUnitSchema.problems(in: document) == [])
  }

  @Test func namesThatOccurAgainAreNumbered() throws {
    let cases = ["a", "a", "a #2", "a"].map { CaseResult(suite: "s", name: $0, outcome: .pass) }
    let root = try #require(ParsedXML.root(of: Self.document(cases)))
    #expect(root.all("testcase").map { $0.attributes["name"] } == ["a", "a #2", "a #2 #2", "a #3"])
  }

  /// 60 characters of two suites are equal: cut at the same place they would become one.
  @Test func suitesStayApartWhenTheirNamesAreCut() throws {
    let name = String(repeating: "n", count: 400)
    let cases = ["x", "y"].map { CaseResult(suite: name + $0, name: "c", outcome: .pass) }
    let document = try Self.document(cases)
    #expect(JUnitSchema.problems(in: document) == [])
    #expect(ParsedXML.root(of: document)?.children.count == 2)
  }

  @Test(arguments: [Double.infinity, -.infinity, .nan, -1, 1e300, 0, 5e-324])
  func anyTimeIsWritten(seconds: Double) throws {
    var result = CaseResult(suite: "s", name: "c", outcome: .pass)
    result.seconds = seconds
    let document = try Self.document([result], seconds: seconds)
    #expect(JUnitSchema.problems(in: document) == [])
  }

  @Test func reproducibleRunHasNoTimes() throws {
    var result = CaseResult(suite: "s", name: "c", outcome: .pass)
    result.seconds = nil
    let info = RunInfo(suites: ["s"], engines: [], version: "1", caseCount: 1, startedAt: nil)
    let root = try #require(
      ParsedXML.root(of: Self.document([result], info: info, seconds: nil)))
    let elements = [root] + root.all("testsuite") + root.all("testcase")
    #expect(elements.map { $0.attributes["time"] } == ["0", "0", "0"])
    #expect(elements.allSatisfy { $0.attributes["timestamp"] == nil })
  }

  @Test(arguments: ["/", "/nowhere/junit.xml", ""])
  func unwritablePathIsAFailureOfTheInfrastructure(path: String) {
    #expect(throws: InfrastructureFailure.self) {
      var recorder = JUnitRecorder(path: path)
      try recorder.record(SampleRun.events([]))
    }
  }
}

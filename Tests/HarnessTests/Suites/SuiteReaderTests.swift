import Comparison
import Foundation
import Graph
import TestSupport
import Testing

@testable import Harness

@Suite struct SuiteReaderTests {
  /// A suite over the repository's models; `cases` is what follows `cases:`.
  static func suite(
    cases: String, tolerances: String = "  t: {exact: true, reason: r}"
  ) throws(InvalidInput) -> Suite {
    try SuiteReader.parse(
      "suite: s\ntolerances:\n\(tolerances)\ncases:\n\(cases)\n",
      file: Repository.root.appending(path: "Suites/test.yaml").path)
  }

  static let good = """
      - models: models/sigmoid_int8/model.tosa
        inputs: tosa_in*.npy
        golden: tosa_out*.npy
        checks: [{engine: quantized, against: golden, tolerance: t}]
    """

  @Test func readsACase() throws {
    let suite = try Self.suite(cases: Self.good)
    let only = try #require(suite.cases.first)
    #expect(only.name == "sigmoid_int8/model.tosa")
    #expect(only.inputs == .files([Repository.path(of: "sigmoid_int8", "tosa_in0.npy")]))
    #expect(only.golden == [Repository.path(of: "sigmoid_int8", "tosa_out0.npy")])
    #expect(only.checks.map(\.engine) == ["quantized"])
    #expect(only.checks.map(\.against) == [.golden])
  }

  @Test func aPatternStandsForEveryModelThatMatches() throws {
    let suite = try Self.suite(
      cases: Self.good.replacing("sigmoid_int8", with: "*_int8")
        + "\n    except: models/mamba1*_int8/model.tosa")
    let expected = Repository.modelNames.filter {
      $0.hasSuffix("_int8") && !$0.hasPrefix("mamba1")
    }
    #expect(suite.cases.map(\.name) == expected.map { "\($0)/model.tosa" })
  }

  /// Every seed that the command line takes, a suite takes too.
  @Test(arguments: [0, 7, UInt64.max])
  func seedsStandForRandomInputs(seed: UInt64) throws {
    let suite = try Self.suite(
      cases: Self.good.replacing("tosa_in*.npy", with: "{seed: \(seed), count: 3}"))
    #expect(suite.cases.first?.inputs == .seeds(first: seed, count: 3))
  }

  @Test(arguments: ["corpus/nothing/bundle.json", "corpus/*", "models/*"])
  func aCorpusWithoutBundlesIsAMistake(pattern: String) {
    let error = #expect(throws: InvalidInput.self) {
      try SuiteReader.parse(
        "suite: s\ncorpus: \(pattern)\n",
        file: Repository.root.appending(path: "Suites/test.yaml").path)
    }
    #expect(error?.description.contains("no repro bundle matches '\(pattern)'") == true)
  }

  /// Each text has one mistake; the message must contain all of the words.
  @Test(arguments: [
    ("engine: quantized", "engin: quantized", ["unknown key 'engin'", "'engine'", "line 8"]),
    ("engine: quantized", "engine: quantised", ["no engine 'quantised'", "'quantized'"]),
    ("against: golden", "against: quantized", ["'quantized' is compared with itself"]),
    ("tolerance: t", "tolerance: u", ["no tolerance 'u'", "t"]),
    ("golden: tosa_out*.npy", "golden: nothing*.npy", ["no file matches 'nothing*.npy'"]),
    ("    golden: tosa_out*.npy\n", "", ["no", "'golden'"]),
    ("models/sigmoid_int8/model.tosa", "models/none/model.tosa", ["no file matches"]),
    ("inputs: tosa_in*.npy", "inputs: {seed: -1}", ["seed wants a whole number from 0"]),
    ("inputs: tosa_in*.npy", "inputs: {seed: 18446744073709551616}", ["seed wants"]),
    ("inputs: tosa_in*.npy", "inputs: {seed: 1, count: 0}", ["count wants"]),
    ("inputs: tosa_in*.npy", "inputs: {seed: 1, count: 100001}", ["count wants"]),
    ("inputs: tosa_in*.npy", "inputs: {sed: 1}", ["unknown key 'sed'", "'seed'"]),
    ("checks: [{engine", "checks: [[{engine", ["not YAML"]),
    ("checks: [{engine: quantized, against: golden, tolerance: t}]", "checks: []", ["no checks"]),
    ("- models", "- name: x\n    name: y\n    models", ["there twice"]),
  ])
  func saysWhatIsWrong(original: String, mistake: String, words: [String]) throws {
    let text = Self.good.replacing(original, with: mistake)
    #expect(text != Self.good)
    let error = #expect(throws: InvalidInput.self) { try Self.suite(cases: text) }
    let message = error?.description ?? ""
    #expect(message.contains("Suites/test.yaml"))
    #expect(!message.contains("\n"))
    for word in words { #expect(message.contains(word), "\(message)") }
  }

  @Test(arguments: [
    ("{exact: true}", "'reason' is missing"), ("{reason: r}", "without a limit"),
    ("{exact: false, reason: r}", "true or left out"), ("{max-lsb: -1, reason: r}", "0 up"),
    ("{max-share: 2, reason: r}", "from 0.0 to 1.0"), ("{max_lsb: 1, reason: r}", "'max-lsb'"),
    ("{compliance: true, ulp: 1, reason: r}", "stands alone"),
  ])
  func saysWhatIsWrongWithATolerance(tolerance: String, words: String) {
    let error = #expect(throws: InvalidInput.self) {
      try Self.suite(cases: Self.good, tolerances: "  t: \(tolerance)")
    }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test func everyLimitHasAKey() throws {
    let suite = try Self.suite(
      cases: Self.good,
      tolerances: """
          t: {exact: true, max-lsb: 2, max-share: 0.5, ulp: 3, absolute: 0.25, relative: 0.5, \
        sqnr: 30, cosine: 0.9, reason: because}
        """)
    guard case .fixed(let tolerance)? = suite.cases.first?.checks.first?.tolerance else {
      Issue.record("not a fixed tolerance")
      return
    }
    #expect(
      tolerance.limits == [
        .exact, .maxLSB(2), .maxShare(0.5), .ulp(3), .absolute(0.25), .relative(0.5), .sqnr(30),
        .cosine(0.9),
      ])
    #expect(tolerance.reason == "because")
  }

  @Test func theReleaseSuiteIsWellFormed() throws {
    let suite = try SuiteReader.read(Repository.root.appending(path: "Suites/release.yaml").path)
    #expect(suite.cases.count >= 60)
    #expect(suite.digests.digests.count >= 300)
    let corpus = try FileManager.default.contentsOfDirectory(
      atPath: Repository.root.appending(path: "Suites/corpus").path)
    #expect(suite.corpus.count == corpus.count { $0 != "README.md" })
  }
}

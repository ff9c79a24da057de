import Comparison
import Foundation
import Graph
import TestSupport
import Testing

@testable import Harness

/// A suite's `known-defects`: what a failure becomes that a defect of the simulated version makes.
@Suite struct KnownDefectOutcomeTests {
  private static let listed =
    "{defect: max_pool_global_sum, reason: replaced in release 3, expires: 2026-12-31}"

  private func results(
    _ defects: String, version: String? = "1.4.0", on day: String = "2026-12-31",
    check: String = "{engine: quantized, against: axon, tolerance: exact}"
  ) async throws -> CaseResult {
    let folder = try TemporarySuite(models: [])
    let place = folder.folder
    try FileContents.write(
      GlobalMaxPool.graph.tosaBytes(), to: place.appending(path: "pool.tosa").path)
    // Neither maxima nor sums of the inputs of seed 1.
    try FileContents.write(
      NumPyFile.encode(Tensor([-128, -127] as [Int8], .int8, [1, 1, 1, 2])),
      to: place.appending(path: "y.npy").path)
    var suite = try folder.suite(
      """
        - models: pool.tosa
          inputs: {seed: 1}
          golden: y.npy
          checks: [\(check)]
      """)
    suite.knownDefects = try ListedDefect.list(.parse(defects, file: "suite.yaml"))
    let options = RunOptions(
      engineOptions: try EngineOptions(axonVersion: version), jobs: 1, isReproducible: true,
      today: try #require(CalendarDay(day)))
    return try #require(try await TemporarySuite.results(of: suite, options: options).first)
  }

  @Test func `a listed defect is the outcome until its day`() async throws {
    let result = try await results("[\(Self.listed)]")
    #expect(
      result.outcome
        == .knownDefect(
          name: "max_pool_global_sum", reason: "replaced in release 3", expiry: "2026-12-31"))
    #expect(result.message.contains("differ"))
  }

  @Test func `an expired one fails and says so`() async throws {
    let result = try await results("[\(Self.listed)]", on: "2027-01-01")
    #expect(result.outcome == .fail)
    #expect(
      result.message.hasPrefix("known defect max_pool_global_sum was excused until 2026-12-31; "))
  }

  @Test func `one that the model does not meet excuses nothing`() async throws {
    let other = Self.listed.replacing("max_pool_global_sum", with: "add_packed_input")
    #expect(try await results("[\(other)]").outcome == .fail)
    #expect(try await results("[]").outcome == .fail)
  }

  @Test func `a failure of another cause is not excused`() async throws {
    let check = "{engine: axon, against: golden, tolerance: exact}"
    #expect(try await results("[\(Self.listed)]", check: check).outcome == .fail)
  }

  @Test func `the documented version has nothing to excuse`() async throws {
    #expect(try await results("[\(Self.listed)]", version: nil).outcome == .pass)
  }

  @Test(arguments: [
    ("[{defect: max_pool_global_sun, reason: r, expires: 2026-12-31}]", "max_pool_global_sum"),
    ("[{defect: max_pool_global_sum, reason: r, expires: 2026-02-29}]", "expected a day"),
    ("[{defect: max_pool_global_sum, reason: r}]", "'expires' is missing"),
    ("[{defect: max_pool_global_sum, expires: 2026-12-31}]", "'reason' is missing"),
    ("[\(listed), \(listed)]", "listed twice"),
  ])
  func mistakes(defects: String, words: String) {
    let error = #expect(throws: InvalidInput.self) {
      try ListedDefect.list(.parse(defects, file: "suite.yaml"))
    }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }
}

@Suite struct CalendarDayTests {
  /// Origin: `date -u -d @SECONDS +%F` of GNU coreutils.
  @Test(arguments: [
    (0, "1970-01-01"), (86_399, "1970-01-01"), (86_400, "1970-01-02"), (951_782_400, "2000-02-29"),
    (1_798_761_599, "2026-12-31"), (1_798_761_600, "2027-01-01"), (-1, "1969-12-31"),
    (4_107_542_400, "2100-03-01"),
  ])
  func daysOfSeconds(seconds: Int, day: String) {
    #expect(CalendarDay(secondsSince1970: seconds).description == day)
    #expect(CalendarDay(day) == CalendarDay(secondsSince1970: seconds))
  }

  @Test(arguments: [
    "2026-13-01", "2026-00-01", "2026-01-00", "2026-04-31", "2100-02-29", "26-01-01", "2026/01/01",
    "2026-1-1", "",
  ])
  func noDays(text: String) {
    #expect(CalendarDay(text) == nil)
  }
}

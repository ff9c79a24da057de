import Foundation
import Graph
import TestSupport
import Testing

@testable import Harness

/// What `assay vectors` finds in the measured file, and in files that are wrong on purpose.
@Suite struct VectorCheckTests {
  static let file = Repository.root.appending(path: "Suites/axon/dev.jsonl").path
  static let lines =
    (try? String(contentsOfFile: file, encoding: .utf8))?
    .split(separator: "\n").map(String.init) ?? []

  /// The report on some lines of text.
  private func report(
    _ text: String, options: EngineOptions = EngineOptions()
  ) async throws -> VectorReport {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "vectors-\(UUID().uuidString).jsonl").path
    try FileContents.write(Array(text.utf8), to: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await VectorCheck.report(onFile: path, options: options)
  }

  /// The line of a case, with one text in place of another.
  private func line(_ id: String, replacing old: String = "", with new: String = "") throws
    -> String
  {
    let line = try #require(Self.lines.first { $0.contains("\"\(id)\"") })
    guard !old.isEmpty else { return line }
    let range = try #require(line.range(of: old))
    return line.replacingCharacters(in: range, with: new)
  }

  @Test func `the measured file holds but for one value of softmax`() async throws {
    let report = try await VectorCheck.report(onFile: Self.file)
    #expect(report.isPassed)
    #expect(report.total == VectorReport.Tally(outputs: 55_615, equal: 55_614))
    #expect(report.operators.values.reduce(0) { $0 + $1.outputs } == report.total.outputs)
    #expect(report.allowed.map(\.id) == ["dev-0250"])
    #expect(report.quirks.values.reduce(0) { $0 + $1.cases } == 37)
    for (name, tally) in report.quirks { #expect(tally.flagged == tally.cases, "\(name)") }
  }

  @Test func `1.4.0 gives every value of a defect with a formula`() async throws {
    let report = try await VectorCheck.report(
      onFile: Self.file, options: EngineOptions(axonVersion: "1.4.0"))
    #expect(report.isPassed)
    let unequal = report.quirks.filter { $0.value.equal < $0.value.outputs }.keys.sorted()
    #expect(unequal == ["broadcast_c11", "cpu_act_w_mod4_1", "dilation", "scalar_const"])
  }

  @Test func `a changed output fails and is named`() async throws {
    let first = try line("dev-0000")
    let value = try #require(first.range(of: "\"outputs\":[[")).upperBound
    let changed = first[..<value] + "1" + first[value...]
    let report = try await report([String(changed), try line("dev-0001")].joined(separator: "\n"))
    #expect(report.failures.map(\.id) == ["dev-0000"])
    #expect(report.failures.map(\.line) == [1])
    #expect(report.total.outputs - report.total.equal == 1)
  }

  @Test func `a defect that no layer shows fails as not flagged`() async throws {
    let text = try line("dev-0000", replacing: "\"quirk\":null", with: "\"quirk\":\"dead_channel\"")
    let report = try await report(text)
    #expect(report.failures.map(\.reason) == ["fc: dead_channel is not flagged"])
    #expect(report.total.outputs == 0)
  }

  @Test func `a defect without a name here is counted and not judged`() async throws {
    let text = try line("dev-0000", replacing: "\"quirk\":null", with: "\"quirk\":\"unexplained\"")
    let report = try await report(text)
    #expect(report.isPassed)
    #expect(report.quirks["unexplained"]?.flagged == 0)
  }

  @Test(arguments: ["", "\n \r\n"])
  func `a file without a vector is refused`(text: String) async throws {
    await #expect(throws: InvalidInput.self) { try await report(text) }
  }

  /// Blank lines count; the first broken line is named, whichever worker is faster.
  @Test(arguments: ["{", "{\"id\":3}", "[]", "null", "not JSON"])
  func `a broken line is named by its number`(broken: String) async throws {
    let good = try line("dev-0000")
    let text = [good, "", good, broken, good, "{}"].joined(separator: "\n")
    await #expect {
      try await report(text)
    } throws: { error in
      (error as? InvalidInput)?.location.element == "line 4"
    }
  }

  @Test(arguments: [("\"out_zp\":", "\"out_zp\":9"), ("\"outputs\":[[", "\"outputs\":[[0,")])
  func `a case that contradicts itself is named by its line`(old: String, new: String) async throws
  {
    let text = try line("dev-0000", replacing: old, with: new)
    await #expect {
      try await report(text)
    } throws: { error in
      (error as? InvalidInput)?.location.element == "line 1"
    }
  }

  @Test func `an unknown version is refused with those there are`() {
    #expect {
      try EngineOptions(axonVersion: "2.0")
    } throws: { error in
      let error = error as? InvalidInput
      return error?.code == .usage && "\(error?.description ?? "")".contains("documented, 1.4.0")
    }
  }
}

import Comparison
import Foundation
import Graph
import Harness

/// A JUnit document for a run.
struct JUnitDocument {
  let info: RunInfo?
  let cases: [CaseResult]
  let summary: RunSummary

  /// Bytes kept of a message, which becomes an attribute.
  static let messageLimit = 2_048
  /// Bytes kept of the details, which become text.
  static let detailsLimit = 16_384

  func bytes() throws(InfrastructureFailure) -> [UInt8] {
    let writer = try XMLWriter()
    let groups = bySuite()
    writer.element("testsuites", totals(of: cases) + time(summary.seconds)) {
      for (name, cases) in groups { write(name, cases, to: writer) }
    }
    return try writer.finish()
  }

  /// Suites in the order in which they first occur.
  private func bySuite() -> [(String, [CaseResult])] {
    var order: [String] = []
    var groups: [String: [CaseResult]] = [:]
    for result in cases {
      if groups[result.suite] == nil { order.append(result.suite) }
      groups[result.suite, default: []].append(result)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }

  private func write(_ name: String, _ cases: [CaseResult], to writer: XMLWriter) {
    var attributes = [("name", fit(name))] + totals(of: cases)
    let seconds = cases.compactMap(\.seconds)
    attributes += time(seconds.isEmpty ? nil : seconds.reduce(0, +))
    if let start = info?.startedAt { attributes.append(("timestamp", timestamp(start))) }
    writer.element("testsuite", attributes) {
      if let info {
        write(
          [
            Property("version", info.version),
            Property("engines", info.engines.joined(separator: ",")),
          ], to: writer)
      }
      for result in cases { write(result, to: writer) }
    }
  }

  private func write(_ result: CaseResult, to writer: XMLWriter) {
    let attributes = [("classname", fit(result.suite)), ("name", fit(result.name))]
    writer.element("testcase", attributes + time(result.seconds)) {
      if !result.properties.isEmpty { write(result.properties, to: writer) }
      let message = [("message", fit(result.outcome.reason ?? result.message))]
      let typed = message + [("type", result.outcome.kind.rawValue)]
      switch result.outcome.kind {
      case .pass: break
      case .fail: writer.element("failure", typed, text: body(of: result))
      case .flaky: writer.element("flakyFailure", typed, text: body(of: result))
      case .invalid, .infrastructure, .internalFault:
        writer.element("error", typed, text: body(of: result))
      case .knownDefect, .unsupported, .unpredictable, .skipped:
        writer.element("skipped", message)
      }
      if result.outcome.kind == .pass, !result.details.isEmpty {
        writer.element("system-out", text: XMLText.fit(result.details, limit: Self.detailsLimit))
      }
    }
  }

  private func write(_ properties: [Property], to writer: XMLWriter) {
    writer.element("properties") {
      for property in properties {
        writer.element(
          "property", [("name", fit(property.name)), ("value", fit(property.value))])
      }
    }
  }

  private func body(of result: CaseResult) -> String {
    var parts = [result.message, result.details]
    if !result.reproduction.isEmpty { parts.append("reproduce: \(result.reproduction)") }
    return XMLText.fit(
      parts.filter { !$0.isEmpty }.joined(separator: "\n"), limit: Self.detailsLimit)
  }

  private func totals(of cases: [CaseResult]) -> [(String, String)] {
    var counts = (failures: 0, errors: 0, skipped: 0)
    for result in cases {
      switch result.outcome.kind {
      case .pass, .flaky: break
      case .fail: counts.failures += 1
      case .invalid, .infrastructure, .internalFault: counts.errors += 1
      case .knownDefect, .unsupported, .unpredictable, .skipped: counts.skipped += 1
      }
    }
    return [
      ("tests", String(cases.count)), ("failures", String(counts.failures)),
      ("errors", String(counts.errors)), ("skipped", String(counts.skipped)),
    ]
  }

  private func time(_ seconds: Double?) -> [(String, String)] {
    [("time", seconds.map(Decimal.milliseconds) ?? "0")]
  }

  private func timestamp(_ date: Date) -> String {
    date.formatted(
      Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day().time(
        includingFractionalSeconds: false
      ).dateTimeSeparator(.standard))
  }

  private func fit(_ text: String) -> String { XMLText.fit(text, limit: Self.messageLimit) }
}

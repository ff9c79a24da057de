import Comparison
import Foundation
import Graph
import Harness

/// A JUnit document for a run.
struct JUnitDocument {
  private let info: RunInfo?
  private let cases: [CaseResult]
  private let summary: RunSummary
  private let limits: JUnitLimits

  init(info: RunInfo?, cases: [CaseResult], summary: RunSummary) {
    self.info = info
    self.cases = cases + [summary.redCase].compactMap { $0 }
    self.summary = summary
    limits = JUnitLimits(self.cases)
  }

  func bytes() throws(InfrastructureFailure) -> [UInt8] {
    let writer = try XMLWriter()
    var names = UniqueNames()
    writer.element("testsuites", totals(of: cases) + time(summary.seconds)) {
      for (name, cases) in bySuite() {
        write(names.name(self.name(name, limits.suiteName)), cases, to: writer)
      }
    }
    return try writer.finish()
  }

  /// Suites in the order in which they first occur.
  private func bySuite() -> [(String, [CaseResult])] {
    var places: [String: Int] = [:]
    var groups: [(String, [CaseResult])] = []
    for result in cases {
      if let place = places[result.suite] {
        groups[place].1.append(result)
      } else {
        places[result.suite] = groups.count
        groups.append((result.suite, [result]))
      }
    }
    return groups
  }

  private func write(_ suite: String, _ cases: [CaseResult], to writer: XMLWriter) {
    var attributes = [("name", suite)] + totals(of: cases)
    let seconds = cases.compactMap(\.seconds)
    attributes += time(seconds.isEmpty ? nil : seconds.reduce(0, +))
    if let start = info?.startedAt { attributes.append(("timestamp", timestamp(start))) }
    writer.element("testsuite", attributes) {
      write(properties(of: cases), to: writer)
      var names = UniqueNames()
      for result in cases {
        let name = names.name(self.name(result.name, limits.caseName))
        write(result, suite: suite, name: name, to: writer)
      }
    }
  }

  /// Facts about a suite; JUnit's own counts tell fewer outcomes apart than there are.
  private func properties(of cases: [CaseResult]) -> [Property] {
    var properties: [Property] = []
    if let info {
      properties.append(Property("version", info.version))
      properties.append(Property("engines", info.engines.joined(separator: ",")))
    }
    let counts: [Outcome.Kind: Int] = cases.reduce(into: [:]) {
      $0[$1.outcome.kind, default: 0] += 1
    }
    for kind in Outcome.Kind.allCases {
      if let count = counts[kind] { properties.append(Property(kind.rawValue, String(count))) }
    }
    return properties
  }

  private func write(_ result: CaseResult, suite: String, name: String, to writer: XMLWriter) {
    let kind = result.outcome.kind
    let attributes = [("classname", suite), ("name", name)] + time(result.seconds)
    writer.element("testcase", attributes) {
      if kind == .pass ? limits.keepsPropertiesOfPassed : limits.keepsPropertiesOfOthers {
        write(result.properties, to: writer)
      }
      guard let element = JUnitElement(kind) else {
        if !result.details.isEmpty, limits.body > 0 {
          writer.element("system-out", text: result.details.fitted(toXMLSize: limits.body))
        }
        return
      }
      let message = line(result.headline, limits.message)
      let typed = [("message", message), ("type", kind.rawValue)]
      switch element {
      case .failure, .error: writer.element(element.rawValue, typed, text: body(of: result))
      case .skipped:
        writer.element(
          element.rawValue, [("message", "\(kind.rawValue): \(message)")], text: body(of: result))
      case .flakyFailure:
        writer.element(element.rawValue, typed) {
          writer.element("stackTrace", text: body(of: result))
        }
      }
    }
  }

  private func write(_ properties: [Property], to writer: XMLWriter) {
    guard !properties.isEmpty else { return }
    writer.element("properties") {
      for property in properties {
        let value = property.value.fitted(toXMLSize: limits.property)
        writer.element(
          "property", [("name", line(property.name, limits.property)), ("value", value)])
      }
    }
  }

  /// All there is to say, the message first, for readers that show no attribute. The command that
  /// reproduces the result is never cut off by long details.
  private func body(of result: CaseResult) -> String {
    guard limits.body > 0 else { return "" }
    let text = result.headline + (result.details.isEmpty ? "" : "\n" + result.details)
    guard !result.reproduction.isEmpty else { return text.fitted(toXMLSize: limits.body) }
    let half = limits.body / 2
    return text.fitted(toXMLSize: limits.body - half) + "\nreproduce: "
      + line(result.reproduction, half)
  }

  /// A text for an attribute: one line, never empty.
  private func line(_ text: String, _ limit: Int) -> String {
    text.isEmpty ? "(none)" : text.fitted(toXMLSize: limit).onOneLine
  }

  /// A name: short, so what is left out is not counted.
  private func name(_ text: String, _ limit: Int) -> String {
    text.isEmpty ? "(none)" : text.fitted(toXMLSize: limit) { _ in "…" }.onOneLine
  }

  private func totals(of cases: [CaseResult]) -> [(String, String)] {
    let counts: [JUnitElement: Int] = cases.reduce(into: [:]) { counts, result in
      if let element = JUnitElement(result.outcome.kind) { counts[element, default: 0] += 1 }
    }
    return [
      ("tests", String(cases.count)), ("failures", String(counts[.failure] ?? 0)),
      ("errors", String(counts[.error] ?? 0)), ("skipped", String(counts[.skipped] ?? 0)),
    ]
  }

  private func time(_ seconds: Double?) -> [(String, String)] {
    [("time", seconds.map(Decimal.milliseconds) ?? "0")]
  }

  /// UTC without a zone, since Jenkins takes none.
  private func timestamp(_ date: Date) -> String {
    date.formatted(
      Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day().time(
        includingFractionalSeconds: false
      ).dateTimeSeparator(.standard))
  }
}

import Comparison
import Graph
import Harness

/// The template's values for one configuration: a table, and coordinates of two drawings in SVG units.
struct LadderDrawing {
  private let result: LadderResult
  /// What the time axis shows, in milliseconds.
  private static let decades = [1, 10, 100, 1_000, 10_000]
  private static let width = 560.0
  private static let rowHeight = 34
  /// Colours of sections, by class names of the style sheet; the smallest share the last.
  private static let shades = 7

  init(_ result: LadderResult) { self.result = result }

  var values: [String: Any] {
    let sections = sectionNames
    return [
      "name": result.configuration.htmlLine(200),
      "role": result.isHeadline
        ? "headline: rungs 2 to 4 are held to the published times"
        : "sensitivity: only the order is held",
      "fp32": Figure.short(result.fp32BitsPerCharacter),
      "calibration": calibration, "rungs": result.rungs.map(row),
      "height": String(Self.rowHeight * result.rungs.count + 24),
      "axisEnd": String(Self.rowHeight * result.rungs.count),
      "axisText": String(Self.rowHeight * result.rungs.count + 16),
      "ticks": Self.decades.map { ["x": Self.coordinate(Double($0)), "text": "\($0) ms"] },
      "bars": result.rungs.enumerated().map { bar($1, index: $0) },
      "breakdowns": result.rungs.enumerated().map { breakdown($1, index: $0, sections) },
      "legend": sections.enumerated().map { ["shade": "s\(shade($0))", "name": $1.htmlLine(100)] },
      "evidence": result.evidence.map {
        [
          "name": $0.name.htmlLine(200),
          "value": "\(Figure.short($0.value)) \($0.unit)".htmlLine(100),
          "remark": $0.remark.htmlLine(400),
        ]
      },
      "hasEvidence": !result.evidence.isEmpty,
    ]
  }

  private var calibration: String {
    guard let calibration = result.calibration else {
      return "not calibrated: an anchor is missing"
    }
    return "\(Figure.short(calibration.cyclesPerInstruction)) cycles an instruction and "
      + "\(Int(calibration.cyclesPerCall.rounded())) cycles an NPU call, fitted to rungs 1 and 5, which "
      + "match by construction and are no evidence"
  }

  private func row(_ rung: LadderResult.Rung) -> [String: Any] {
    let measurement = rung.measurement
    let numerics = measurement.numerics
    return [
      "number": String(measurement.rung.rawValue), "title": measurement.rung.title,
      "outcome": rung.failures.isEmpty ? "pass" : "fail",
      "outcomeClass": rung.failures.isEmpty ? "good" : "bad",
      "instructions": Figure.short(measurement.instructions / 1e6),
      "ticks": String(Int(measurement.npuTicks.rounded())),
      "calls": Figure.short(measurement.npuCalls),
      "uncalibrated": Figure.short(rung.uncalibratedMilliseconds),
      "calibrated": rung.calibratedMilliseconds.map { Figure.short($0) } ?? "-",
      "published": rung.publishedMilliseconds.map { Figure.short($0) } ?? "-",
      "anchor": measurement.rung.isAnchor,
      "bits": Figure.short(numerics.bitsPerCharacter),
      "agreement": Figure.short(numerics.topOneAgreement * 100),
      "worst": Figure.short(numerics.worstLogitError),
      "memory": Figure.short(Double(measurement.memory.total) / 1024),
      "source": measurement.source.htmlLine(200),
      "failures": rung.failures.map { ["text": $0.htmlLine(500)] },
    ]
  }

  /// Ours as a bar and the published time as a mark.
  private func bar(_ rung: LadderResult.Rung, index: Int) -> [String: Any] {
    let top = index * Self.rowHeight
    let time = rung.calibratedMilliseconds ?? rung.uncalibratedMilliseconds
    let published = rung.publishedMilliseconds
    return [
      "top": String(top + 6), "length": Self.coordinate(time), "text": String(top + 22),
      "label": "\(rung.measurement.rung.rawValue)", "time": "\(Figure.short(time)) ms",
      "after": Decimal.milliseconds(after(time, published)),
      "markTop": String(top + 3), "markEnd": String(top + Self.rowHeight - 7),
      "mark": published.map { Self.coordinate($0) } ?? "0", "hasMark": published != nil,
      "isAnchor": rung.measurement.rung.isAnchor,
    ]
  }

  /// Where a bar's label starts: after the bar, and after a mark that would strike it through.
  private func after(_ time: Double, _ published: Double?) -> Double {
    let end = Self.place(time)
    guard let published, (end - 4...end + 120).contains(Self.place(published)) else {
      return end + 6
    }
    return Self.place(published) + 6
  }

  /// The sections of a rung's instructions as parts of a bar of full width.
  private func breakdown(
    _ rung: LadderResult.Rung, index: Int, _ sections: [String]
  ) -> [String: Any] {
    let total = max(rung.measurement.instructions, 1)
    var left = 0.0
    let top = index * Self.rowHeight
    var parts: [[String: Any]] = []
    for (position, name) in sections.enumerated() {
      let count = rung.measurement.breakdown.first { $0.name == name }?.instructions ?? 0
      guard count > 0 else { continue }
      let share = count / total
      parts.append([
        "x": Decimal.milliseconds(left * Self.width),
        "width": Decimal.milliseconds(share * Self.width),
        "y": String(top + 6), "shade": "s\(shade(position))",
        "tip": "\(name): \(Int(count.rounded())) instructions, \(Figure.short(share * 100)) %"
          .htmlLine(200),
      ])
      left += share
    }
    return [
      "parts": parts, "label": "\(rung.measurement.rung.rawValue)", "text": String(top + 22),
      "total": "\(Figure.short(rung.measurement.instructions / 1e6)) M",
    ]
  }

  /// All sections of all rungs, those with most instructions in a rung first.
  private var sectionNames: [String] {
    var shares: [String: Double] = [:]
    for rung in result.rungs {
      for section in rung.measurement.breakdown {
        let share = section.instructions / max(rung.measurement.instructions, 1)
        shares[section.name] = max(shares[section.name] ?? 0, share)
      }
    }
    return shares.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map(\.key)
  }

  private func shade(_ position: Int) -> Int { min(position, Self.shades) }

  /// Where a time lies on the log scale.
  private static func place(_ milliseconds: Double) -> Double {
    let decades = Elementary.log(max(milliseconds, 1)) / Elementary.log(10.0)
    return min(decades / 4, 1) * width
  }

  private static func coordinate(_ milliseconds: Double) -> String {
    Decimal.milliseconds(place(milliseconds))
  }
}

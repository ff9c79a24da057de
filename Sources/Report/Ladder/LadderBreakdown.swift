import Comparison
import Harness

/// Where the instructions of some rungs go: bars of full width in SVG units, their legend, a table.
struct LadderBreakdown {
  private static let rowHeight = 34
  /// Colours of the style sheet, largest section first; all others share one more.
  private static let shades = 7
  private let rungs: [LadderResult.Rung]
  /// All sections, those with the largest share of a rung first.
  private let names: [String]

  init(_ rungs: [LadderResult.Rung]) {
    self.rungs = rungs
    var shares: [String: Double] = [:]
    for rung in rungs {
      for section in rung.measurement.breakdown {
        shares[section.name] = max(shares[section.name] ?? 0, rung.share(of: section))
      }
    }
    names = shares.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map(\.key)
  }

  func values(title: String) -> [String: Any] {
    let end = Self.rowHeight * rungs.count
    let legend = names.prefix(Self.shades).enumerated().map { index, name in
      ["shade": "s\(index)", "name": name.htmlLine(100)]
    }
    let others = names.count > Self.shades ? [["shade": "others", "name": "all others"]] : []
    return [
      "title": title, "height": String(end), "bars": rungs.enumerated().map { bar($1, index: $0) },
      "legend": legend + others,
      "heads": rungs.map { ["rung": "rung \($0.measurement.rung.rawValue)"] },
      "rows": names.map { name in
        ["name": name.htmlLine(100), "cells": rungs.map { ["text": cell(name, $0)] }]
      },
      "hasRows": !names.isEmpty,
    ]
  }

  private func bar(_ rung: LadderResult.Rung, index: Int) -> [String: Any] {
    let top = index * Self.rowHeight
    var left = 0.0
    var parts: [[String: Any]] = []
    for (position, name) in names.enumerated() {
      let share = rung.section(name).map { rung.share(of: $0) } ?? 0
      guard share > 0 else { continue }
      let width = share * LadderPage.width
      let label = "\(Figure.fixed(share * 100, digits: 0)) %"
      parts.append([
        "x": Decimal.milliseconds(left), "width": Decimal.milliseconds(width), "y": String(top + 6),
        "shade": position < Self.shades ? "s\(position)" : "others",
        "tip": "\(name): \(cell(name, rung))".htmlLine(200),
        "label": label, "labelAt": Decimal.milliseconds(left + 6), "text": String(top + 21),
        "hasLabel": width > 40,
      ])
      left += width
    }
    return [
      "parts": parts, "label": "\(rung.measurement.rung.rawValue)", "text": String(top + 21),
      "total": "\(Figure.grouped(rung.measurement.instructions))",
    ]
  }

  private func cell(_ name: String, _ rung: LadderResult.Rung) -> String {
    guard let section = rung.section(name), section.instructions > 0 else { return "-" }
    return "\(Figure.grouped(section.instructions)) "
      + "(\(Figure.fixed(rung.share(of: section) * 100, digits: 2)) %)"
  }
}

extension LadderResult.Rung {
  fileprivate func section(_ name: String) -> RungMeasurement.Section? {
    measurement.breakdown.first { $0.name == name }
  }

  /// The part of the rung's instructions that a section has.
  fileprivate func share(of section: RungMeasurement.Section) -> Double {
    section.instructions / max(measurement.instructions, 1)
  }
}

import Comparison
import Graph
import Harness

/// The drawing of times on a log scale, ours beside the published ones, in SVG units.
struct LadderTimes {
  /// What the time axis shows, in milliseconds.
  private static let decades = [1, 10, 100, 1_000, 10_000]
  private static let rowHeight = 44
  private let rungs: [LadderResult.Rung]

  init(_ rungs: [LadderResult.Rung]) { self.rungs = rungs }

  var values: [String: Any] {
    let end = Self.rowHeight * rungs.count
    return [
      "height": String(end + 24), "axisEnd": String(end), "axisText": String(end + 16),
      "ticks": Self.decades.map { ["x": Self.coordinate(Double($0)), "text": "\($0) ms"] },
      "bars": rungs.enumerated().map { bar($1, top: $0 * Self.rowHeight) },
    ]
  }

  /// Ours as a bar, the published time as a mark.
  private func bar(_ rung: LadderResult.Rung, top: Int) -> [String: Any] {
    let time = rung.orderingMilliseconds
    let published = rung.publishedMilliseconds
    let distance = rung.distanceText.map { ": \($0)" } ?? ""
    return [
      "title": "\(rung.measurement.rung.rawValue): \(rung.measurement.rung.title)",
      "titleAt": String(top + 14), "top": String(top + 20), "textAt": String(top + 33),
      "length": Self.coordinate(time),
      "label": "\(Figure.fixed(time, digits: 2)) ms"
        + (published.map { ", published \(Figure.short($0))\(distance)" } ?? ""),
      "after": Decimal.milliseconds(max(Self.place(time), Self.place(published ?? 0)) + 8),
      "markTop": String(top + 17), "markEnd": String(top + 41),
      "mark": Self.coordinate(published ?? 0), "hasMark": published != nil,
      "shade": rung.measurement.rung.isAnchor ? "anchor" : "bar",
    ]
  }

  /// Where a time lies on the log scale.
  private static func place(_ milliseconds: Double) -> Double {
    let decades = Elementary.log(max(milliseconds, 1)) / Elementary.log(10.0)
    return min(decades / 4, 1) * LadderPage.width
  }

  private static func coordinate(_ milliseconds: Double) -> String {
    Decimal.milliseconds(place(milliseconds))
  }
}

import Comparison
import Harness

/// The figures of tensors as a person reads them.
enum HTMLFigures {
  /// The figures of all outputs of a case together: the worst of each; empty where there are none.
  struct Cells {
    var largest = ""
    var share = ""
    var sqnr = ""
  }

  static func cells(of tensors: [TensorResult]) -> Cells {
    guard !tensors.isEmpty else { return Cells() }
    let metrics = tensors.map(\.metrics)
    let count = metrics.reduce(0.0) { $0 + Double($1.count) }
    let differing = metrics.reduce(0.0) { $0 + Double($1.differing) }
    return Cells(
      largest: number(metrics.reduce(0) { worse($0, $1.maxAbsolute, by: >) }),
      share: share(count == 0 ? 0 : differing / count),
      sqnr: decibels(metrics.reduce(.infinity) { worse($0, $1.sqnr, by: <) }))
  }

  /// The values of the template for one tensor.
  static func values(of tensor: TensorResult, withHistogram: Bool) -> [String: Any] {
    let metrics = tensor.metrics
    var values: [String: Any] = [
      "tensor": tensor.name.htmlLine(200),
      "differing": "\(metrics.differing) of \(metrics.count)",
      "share": share(metrics.differingShare), "largest": number(metrics.maxAbsolute),
      "place": metrics.largest.map { $0.description.htmlLine(200) } ?? "",
      "sqnr": decibels(metrics.sqnr), "cosine": number(metrics.cosine, digits: 6),
      "histogram": false,
    ]
    if withHistogram, let histogram = metrics.histogram {
      let bars = HTMLHistogram(histogram)
      values["histogram"] =
        ["equal": bars.equal, "bars": bars.differing, "text": histogram.description]
        as [String: Any]
    }
    return values
  }

  private static func worse(
    _ left: Double, _ right: Double, by isWorse: (Double, Double) -> Bool
  ) -> Double {
    left.isNaN || isWorse(left, right) ? left : right
  }

  private static func share(_ share: Double) -> String { "\(number(share * 100)) %" }

  private static func decibels(_ value: Double) -> String { "\(number(value)) dB" }

  private static func number(_ value: Double) -> String {
    value.isInfinite ? (value < 0 ? "-∞" : "∞") : Figure.short(value)
  }

  private static func number(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return number(value) }
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    return Figure.text((value * scale).rounded() / scale)
  }
}

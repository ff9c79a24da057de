public import Comparison

/// Figures of a tensor on one line.
public enum MetricsText {
  /// `y: 12 of 640 differ, LSB histogram -1: 5, 0: 628, +1: 7, SQNR 41.2 dB, cosine 0.99998`
  public static func line(for name: String, _ metrics: TensorMetrics) -> String {
    guard metrics.differing > 0 else { return "\(name): all \(metrics.count) elements are equal" }
    var text = "\(name): \(metrics.differing) of \(metrics.count) differ"
    if let histogram = metrics.histogram { text += ", LSB histogram \(histogram)" }
    if let ulp = metrics.maxULP, ulp < .max { text += ", at most \(ulp) ulp" }
    if metrics.nonFiniteMismatches > 0 {
      text += ", \(metrics.nonFiniteMismatches) NaN or infinite on one side"
    }
    text += ", largest \(Figure.short(metrics.maxAbsolute))"
    if let largest = metrics.largest { text += " at \(largest)" }
    text += ", SQNR \(Figure.short(metrics.sqnr)) dB"
    text += ", cosine \(cosine(metrics.cosine))"
    if let channel = worst(metrics.channelMaxima) { text += ", worst channel \(channel)" }
    if let column = worst(metrics.columnMaxima) { text += ", worst column \(column)" }
    return text
  }

  private static func cosine(_ value: Double) -> String {
    Figure.text((value * 1e6).rounded() / 1e6)
  }

  private static func worst(_ maxima: [Double]) -> Int? {
    guard maxima.count > 1, let largest = maxima.max() else { return nil }
    return maxima.firstIndex(of: largest)
  }
}

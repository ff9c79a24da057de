import Axon
import Comparison
public import Graph

/// Predicted against measured ticks of a file, as text for a person and figures for a program.
public struct CycleReport: Sendable, Encodable {
  /// The distribution of the relative error over some measurements.
  public struct Errors: Sendable, Encodable {
    /// The middle error, as a fraction.
    public var medianError: Double
    /// The error that 95 % of the measurements do not exceed, as a fraction.
    public var p95Error: Double
    /// How many measurements there are.
    public var rows: Int

    init(_ errors: CycleComparison.Errors) {
      medianError = errors.median
      p95Error = errors.p95
      rows = errors.rows
    }

    enum CodingKeys: String, CodingKey {
      case medianError = "median_error"
      case p95Error = "p95_error"
      case rows
    }
  }

  /// All measurements.
  public var total: Errors
  /// Those of each operator, chain of operators or family of networks.
  public var operators: [String: Errors]

  /// Reads a `.csv` table of layers, or a `.jsonl` file of networks or vectors, and compares.
  /// - Throws: what is wrong with the file, naming the line.
  public init(file: String) throws(InvalidInput) {
    let bytes = try FileContents.read(file)
    do throws(InvalidInput) {
      let measurements: [CycleMeasurement]
      if file.hasSuffix(".csv") {
        measurements = try CycleTable.read(bytes)
      } else if file.hasSuffix(".jsonl") {
        measurements = try CycleRecords.read(bytes)
      } else {
        throw InvalidInput(
          .usage, "neither a table nor records of measured ticks",
          remedy: "Give a .csv or .jsonl file.")
      }
      let comparison = CycleComparison(measurements)
      total = Errors(comparison.total)
      operators = comparison.subjects.mapValues(Errors.init)
    } catch {
      throw error.inFile(file)
    }
  }

  /// A line an operator and one for all: how many measurements, median and 95th-percentile error.
  public var text: String {
    let named = operators.sorted { $0.key < $1.key } + [(key: "total", value: total)]
    let width = named.map(\.key.count).max() ?? 0
    var lines = ["ticks, predicted against measured:"]
    for (name, errors) in named {
      lines.append(
        "  \(padded(name, to: width))  median \(percent(errors.medianError))"
          + "  95th percentile \(percent(errors.p95Error))  of \(errors.rows)")
    }
    return lines.joined(separator: "\n")
  }

  private func percent(_ fraction: Double) -> String {
    let hundredths = Int((min(fraction, 1e9) * 10_000).rounded())
    let digits = String(hundredths % 100)
    let text = "\(hundredths / 100).\(digits.count < 2 ? "0" : "")\(digits) %"
    return String(repeating: " ", count: max(0, 8 - text.count)) + text
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension CycleReport {
  /// The limits that the errors over all measurements exceed, one sentence each.
  public func exceeded(maxMedian: Double?, maxP95: Double?) -> [String] {
    var sentences: [String] = []
    if let maxMedian, total.medianError > maxMedian {
      sentences.append(
        "the median error is \(Figure.short(total.medianError)), more than \(Figure.short(maxMedian))"
      )
    }
    if let maxP95, total.p95Error > maxP95 {
      sentences.append(
        "the 95th-percentile error is \(Figure.short(total.p95Error)), more than \(Figure.short(maxP95))"
      )
    }
    return sentences
  }
}

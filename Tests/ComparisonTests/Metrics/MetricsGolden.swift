import Foundation
import Graph
import TestSupport
import Testing

/// A line of metrics.jsonl: two tensors, and what numpy says of them (`make_goldens.py`).
struct MetricsGolden: Decodable, Sendable, CustomTestStringConvertible {
  struct Figures: Decodable, Sendable {
    var count: Int
    var differing: Int
    var first: [Int]?
    var largest: [Int]?
    var maxAbsolute: Figure
    var maxRelative: Figure
    var meanError: Figure
    var rootMeanSquare: Figure
    var sqnr: Figure
    var cosine: Figure
    var nonFiniteMismatches: Int
    var channelMaxima: [Figure]
    var columnMaxima: [Figure]
    var histogram: [Int]?
    var maxULP: Int?
  }

  /// A number, or one of the words `inf`, `-inf` and `nan`.
  struct Figure: Decodable, Sendable {
    var value: Double

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      let word = try? container.decode(String.self)
      value = try word.flatMap(Double.init) ?? container.decode(Double.self)
    }
  }

  var name: String
  var shape: [Int]
  var types: [String]
  var figures: Figures
  private var actual: [UInt32]
  private var expected: [UInt32]

  var testDescription: String { name }
  var tensors: (actual: Tensor, expected: Tensor) {
    get throws { (try tensor(actual, types[0]), try tensor(expected, types[1])) }
  }

  private func tensor(_ bits: [UInt32], _ name: String) throws -> Tensor {
    let type = TensorType(
      try #require(DType.allCases.first { $0.name == name }), Shape(shape))
    let bytes = bits.flatMap { bits in
      (0..<type.dtype.hostSize).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) }
    }
    return Tensor(type, bytes: bytes)
  }

  /// Every line of the file; none if it can't be read, which a test notices.
  static let all: [MetricsGolden] = {
    let path = Repository.path(of: "Tests/ComparisonTests/Metrics/metrics.jsonl")
    let lines = (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.compactMap {
      try? JSONDecoder().decode(MetricsGolden.self, from: Data($0.utf8))
    }
  }()
}

import Graph
import Kernels

/// Weight rows as 16-bit numbers, padded to whole vectors, with their biases.
struct PackedWeights: Sendable {
  /// Products a row sums; a multiple of 8, the padding is zero.
  let length: Int
  let rows: Int
  /// Whether some sum may need more than 32 bits.
  let isWide: Bool
  private let weights: [Int16]
  private let bias: [Int32]

  /// - Parameter length: weights a row has; `site.layer.filter` holds `rows` of them.
  init(_ site: LayerSite, rows: Int, length: Int) throws(InvalidInput) {
    let layer = site.layer
    // By division: a product of such sizes could overflow.
    try site.require(
      length > 0 && layer.filter.count % length == 0 && layer.filter.count / length == rows,
      "has \(layer.filter.count) weights, needs \(rows) x \(length)")
    try site.require(
      layer.biasPrime.count == rows, "has \(layer.biasPrime.count) biases, needs \(rows)")
    let padded = (length + 7) / 8 * 8
    var weights = [Int16](repeating: 0, count: rows * padded)
    var isWide = false
    for row in 0..<rows {
      var bound = Int(layer.biasPrime[row].magnitude)
      for index in 0..<length {
        let weight = layer.filter[row * length + index]
        weights[row * padded + index] = Int16(weight)
        bound += Int(weight.magnitude) * 128
      }
      isWide = isWide || bound > Int(Int32.max)
    }
    self.length = padded
    self.rows = rows
    self.isWide = isWide
    self.weights = weights
    bias = layer.biasPrime
  }

  /// Multiplies every row with `count` patches and writes row `r` of the results to the output at
  /// `start + r * plane`.
  ///
  /// - Parameter sums: room for `2 * count` accumulators of 64 bits.
  func multiply(
    patches: UnsafePointer<Int16>, count: Int, sums: UnsafeMutableRawPointer,
    through stage: OutputStage, to output: UnsafeMutableRawPointer, start: Int, plane: Int
  ) {
    weights.withUnsafeBufferPointer { weights in
      guard let base = weights.baseAddress else { return }
      if isWide {
        let row64 = sums.assumingMemoryBound(to: Int64.self)
        for row in 0..<rows {
          AxonDotProduct.accumulate(
            wide: patches, count: count, length: length, weights: base + row * length,
            bias: Int64(bias[row]), into: row64)
          stage.write(
            wide: row64, count: count, channel: row, to: output, at: start + row * plane)
        }
        return
      }
      let first = sums.assumingMemoryBound(to: Int32.self)
      let second = first + count
      var row = 0
      while row < rows {
        let next = min(row + 1, rows - 1)
        AxonDotProduct.accumulate(
          patches: patches, count: count, length: length, first: base + row * length,
          second: base + next * length, bias: (bias[row], bias[next]), into: (first, second))
        stage.write(first, count: count, channel: row, to: output, at: start + row * plane)
        if next != row {
          stage.write(second, count: count, channel: next, to: output, at: start + next * plane)
        }
        row += 2
      }
    }
  }
}

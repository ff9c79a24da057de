/// Ticks of the layers that take each row of each channel once: ADD and MUL.
///
/// `layer + C * (channel + wordFirst * words + H * max(row, rowFixed + word * words))`
struct ElementwiseTicks {
  /// A layer, whatever its size.
  let layer: Double
  /// Setting up a channel.
  let channel: Double
  /// Each word of the first row, which nothing overlaps.
  let wordFirst: Double
  /// The least that a row takes.
  var row = 0.0
  /// A row beside its words.
  let rowFixed: Double
  /// A word of a row.
  let word: Double

  static let add = ElementwiseTicks(
    layer: 26.1, channel: 44.1, wordFirst: 3.482, row: 12.004, rowFixed: 1.624, word: 3.964)
  static let multiply = ElementwiseTicks(
    layer: 102.8, channel: 120.7, wordFirst: 9.5, rowFixed: 11.445, word: 9.522)
  /// ADD of a constant with a number a channel.
  static let addConstant = ElementwiseTicks(
    layer: 0, channel: 73.6, wordFirst: 3.089, rowFixed: 2.634, word: 3.792)
  /// MUL by a constant with a number a channel.
  static let multiplyConstant = ElementwiseTicks(
    layer: 109, channel: 145, wordFirst: 5.359, rowFixed: 6.271, word: 6.602)

  func ticks(of layer: AxonLayer) -> Double {
    let extent = LayerExtent(layer)
    let eachRow = max(row, rowFixed + word * extent.rowWords)
    let each = channel + wordFirst * extent.rowWords + extent.rows * eachRow
    return self.layer + extent.channels * each
  }
}

/// Ticks of a depthwise convolution: for each channel, fetching its rows and computing overlap.
///
/// `layer + C * (channel + max(wordFirst * words + rowsRead * max(row, word * words),
/// prime * rowsPrimed + oh * (ow * groups + max(outRow, again * down * words))))`
struct DepthwiseTicks {
  /// A layer, whatever its size.
  let layer = 20.8
  /// Setting up a channel.
  let channel = 54.7
  /// Waiting for each row that the first output row needs.
  let prime = 8.847
  /// Each word of the first row, which nothing overlaps.
  let wordFirst = 3.285
  /// The least that fetching a row takes.
  let row = 5.439
  /// Fetching a word of a row.
  let word = 1.31
  /// An output row beside its pixels.
  let outRow = 2.016
  /// Fetching a word again for each further group of three rows of taps.
  let again = 0.934

  func ticks(of layer: AxonLayer) -> Double {
    let extent = LayerExtent(layer)
    let passes = WindowPasses(layer, extent)
    let fetch = wordFirst * extent.rowWords + passes.rowsRead * max(row, word * extent.rowWords)
    let compute = prime * passes.rowsPrimed + passes.compute(extent, outRow: outRow, again: again)
    return self.layer + extent.channels * (channel + max(fetch, compute))
  }
}

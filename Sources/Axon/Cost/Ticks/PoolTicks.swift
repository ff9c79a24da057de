/// Ticks of average and max pools, which cost the same: for each channel, fetching and computing overlap.
///
/// `layer + C * (channel + max(wordFirst * words + rowsRead * max(row, word * words) + storeRow * oh,
/// prime * rowsPrimed + oh * (ow * groups + outRow)))`
struct PoolTicks {
  /// A layer, whatever its size.
  let layer = 20.1
  /// Setting up a channel.
  let channel = 43.0
  /// Waiting for each row that the first output row needs.
  let prime = 6.897
  /// Each word of the first row, which nothing overlaps.
  let wordFirst = 0.977
  /// The least that fetching a row takes.
  let row = 4.137
  /// Fetching a word of a row.
  let word = 1.172
  /// An output row beside its pixels.
  let outRow = 2.062
  /// Storing an output row between fetches.
  let storeRow = 2.678

  func ticks(of layer: AxonLayer) -> Double {
    let extent = LayerExtent(layer)
    let passes = WindowPasses(layer, extent)
    let fetch =
      wordFirst * extent.rowWords + passes.rowsRead * max(row, word * extent.rowWords)
      + storeRow * extent.outputRows
    let compute = prime * passes.rowsPrimed + passes.compute(extent, outRow: outRow, again: 0)
    return self.layer + extent.channels * (channel + max(fetch, compute))
  }
}

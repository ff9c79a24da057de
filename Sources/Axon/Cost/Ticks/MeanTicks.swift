/// Ticks of mean: for each channel, the rows of a window are fetched before its sum begins; those of
/// later windows meanwhile.
///
/// `layer + C * (channel + wordFirst * words + kh * fetch + max((rowsRead - kh) * fetch,
/// oh * (ow * groups + outRow)))`, `fetch = max(row, word * words)`
struct MeanTicks {
  /// A layer, whatever its size.
  let layer = 20.6
  /// Setting up a channel.
  let channel = 43.3
  /// Each word of the first row, which nothing overlaps.
  let wordFirst = 1.864
  /// The least that fetching a row takes.
  let row = 4.082
  /// Fetching a word of a row.
  let word = 0.893
  /// An output row beside its pixels.
  let outRow = 2.708

  func ticks(of layer: AxonLayer) -> Double {
    let extent = LayerExtent(layer)
    let passes = WindowPasses(layer, extent)
    let window = Double(layer.filterDims.h)
    let fetch = max(row, word * extent.rowWords)
    let sums = passes.compute(extent, outRow: outRow, again: 0)
    let each = window * fetch + max((passes.rowsRead - window) * fetch, sums)
    return self.layer + extent.channels * (channel + wordFirst * extent.rowWords + each)
  }
}

/// Ticks of a convolution: a depthwise pass for each pair of input and output channel, and partial
/// sums where there are several input channels.
///
/// `layer + O * (sums * strips + C * (pair * strips + max((rowsRead + 1) * word * words,
/// prime * rowsPrimed + oh * (ow * groups + max(outRow, again * down * words)))))`, without `sums` for
/// one input channel.
struct ConvolutionTicks {
  /// A layer, whatever its size.
  let layer = 7.117
  /// Writing out the sums over input channels, for each output channel.
  let sums = 69.5
  /// Setting up a pair of channels.
  let pair = 67.1
  /// Waiting for each row that the first output row needs.
  let prime = 2.028
  /// Fetching a word of a row.
  let word = 1.054
  /// An output row beside its pixels.
  let outRow = 1.943
  /// Fetching a word again for each further group of three rows of taps.
  let again = 0.965
  /// Output elements of a channel that partial sums have room for. Seen, not fitted: 400 are
  /// done in one strip, 900 in two.
  let sumsHeld = 512

  func ticks(of layer: AxonLayer) -> Double {
    let extent = LayerExtent(layer)
    let passes = WindowPasses(layer, extent)
    let accumulates = extent.channels > 1
    let strips = Double(strips(of: layer))
    let fetch = (passes.rowsRead + 1) * word * extent.rowWords
    let compute = prime * passes.rowsPrimed + passes.compute(extent, outRow: outRow, again: again)
    let each = pair * strips + max(fetch, compute)
    let output = (accumulates ? sums * strips : 0) + extent.channels * each
    return self.layer + extent.outputChannels * output
  }

  /// How often a pair of channels is taken in parts: partial sums have little room.
  func strips(of layer: AxonLayer) -> Int {
    guard let input = layer.inputs.first, input.c > 1 else { return 1 }
    return layer.output.plane > sumsHeld ? 2 : 1
  }
}

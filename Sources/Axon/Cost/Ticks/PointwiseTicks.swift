/// Ticks of a pointwise convolution: the operand is fetched in strips, and each output channel then
/// takes all its input channels at once.
///
/// `strips * O * channel + (O - 1) * X + max(X, C * oh * max(row, word * words))`, where
/// `X = oh * (ow * max(1 + pixel * C, pixelSum + product * C) + outRow)`.
struct PointwiseTicks {
  /// Setting up an output channel in a strip.
  let channel = 60.5
  /// An output pixel of few input channels, for each of them, beside one tick.
  let pixel = 0.132
  /// An output pixel of many input channels.
  let pixelSum = 0.279
  /// A product of an output pixel.
  let product = 0.177
  /// An output row beside its pixels.
  let outRow = 1.542
  /// The least that fetching a row of the operand takes.
  let row = 4.004
  /// Fetching a word of a row.
  let word = 1.173
  /// Bytes of the operand in one strip. Seen in the sizes of command buffers, not fitted.
  let stripBytes = 4096.0

  func ticks(of layer: AxonLayer) -> Double {
    let extent = LayerExtent(layer)
    let input = extent.channels
    let perPixel = max(1 + pixel * input, pixelSum + product * input)
    let output = extent.outputRows * (extent.outputColumns * perPixel + outRow)
    let fetch = input * extent.outputRows * max(row, word * extent.rowWords)
    return strips(extent) * extent.outputChannels * channel
      + max(0, extent.outputChannels - 1) * output + max(output, fetch)
  }

  /// How often the operand is taken in parts: whole rows of all channels.
  private func strips(_ extent: LayerExtent) -> Double {
    let rowBytes = max(1, extent.channels * extent.columns)
    let rows = (stripBytes / rowBytes).rounded(.down)
    return rows > 0
      ? (extent.rows / rows).rounded(.up) : (rowBytes * extent.rows / stripBytes).rounded(.up)
  }
}

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
  let stripBytes = 4096

  func ticks(of layer: AxonLayer) -> Double {
    let extent = LayerExtent(layer)
    let input = extent.channels
    let perPixel = max(1 + pixel * input, pixelSum + product * input)
    let output = extent.outputRows * (extent.outputColumns * perPixel + outRow)
    let fetch = input * extent.outputRows * max(row, word * extent.rowWords)
    return Double(strips(of: layer)) * extent.outputChannels * channel
      + max(0, extent.outputChannels - 1) * output + max(output, fetch)
  }

  /// How often the operand is taken in parts: whole rows of all channels.
  func strips(of layer: AxonLayer) -> Int {
    guard let input = layer.inputs.first, input.count > 0 else { return 1 }
    let rows = stripBytes / (input.c * input.w)
    return rows > 0
      ? (input.h + rows - 1) / rows : (input.count + stripBytes - 1) / stripBytes
  }
}

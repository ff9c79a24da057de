import Graph

extension DepthwiseConv2D {
  /// Each channel with its own filters: for each output element the products in the order y, x, from
  /// zero, and the bias last. Weights are `[y, x, channel, multiplier]`, which is how they are used.
  func step(_ site: inout OperatorSite, _ arithmetic: Arithmetic) throws(EngineError) -> Step {
    switch (arithmetic, site.inputs[0].dtype) {
    case (.fp32, .fp32): return try step(&site, as: Float.self)
    case (.fp32, let dtype):
      throw site.unsupported("DEPTHWISE_CONV2D of \(dtype) is not computed")
    case (.real, _): return try step(&site, as: Double.self)
    }
  }

  private func step<Element: ReferenceNumber>(
    _ site: inout OperatorSite, as element: Element.Type
  ) throws(EngineError) -> Step {
    let (input, weight, bias) = (site.inputs[0], site.inputs[1], site.inputs[2])
    let output = site.outputs[0]
    let inputZero = Element(try site.zeroPoint(3, "input_zp"))
    let weightZeros =
      weight.dtype.isInteger
      ? try site.constantValues(4, "weight_zp").map { Element($0) } : [0]
    let rows = WindowAxis(
      size: input.shape[1], output: output.shape[1], kernel: weight.shape[0], stride: stride.y,
      dilation: dilation.y, padBefore: pad.top)
    let columns = WindowAxis(
      size: input.shape[2], output: output.shape[2], kernel: weight.shape[1], stride: stride.x,
      dilation: dilation.x, padBefore: pad.left)
    let (batches, height, width) = (input.shape[0], input.shape[1], input.shape[2])
    let (kernelWidth, channels, multiplier) = (weight.shape[1], weight.shape[2], weight.shape[3])
    let results = channels * multiplier
    let biasStep = bias.elementCount == 1 ? 0 : 1
    let hasWeightZero = weightZeros.contains { $0 != 0 }

    return { arena in
      guard let image = arena.read(input, as: Element.self).baseAddress,
        let weights = arena.read(weight, as: Element.self).baseAddress,
        let biases = arena.read(bias, as: Element.self).baseAddress,
        var out = arena.write(output, as: Element.self).baseAddress
      else { return }
      for batch in 0..<batches {
        for row in rows.windows {
          for column in columns.windows {
            for channel in 0..<results { out[channel] = 0 }
            for ky in row.first..<row.end {
              let y = row.origin &+ ky &* rows.dilation
              for kx in column.first..<column.end {
                let x = column.origin &+ kx &* columns.dilation
                let pixel = image + ((batch &* height &+ y) &* width &+ x) &* channels
                let taps = weights + (ky &* kernelWidth &+ kx) &* results
                if hasWeightZero {
                  for channel in 0..<results {
                    let weight = taps[channel] - weightZeros[channel % weightZeros.count]
                    out[channel] += (pixel[channel / multiplier] - inputZero) * weight
                  }
                } else {
                  accumulate(pixel, inputZero, taps, out, channels, multiplier)
                }
              }
            }
            for channel in 0..<results { out[channel] += biases[channel &* biasStep] }
            out += results
          }
        }
      }
    }
  }
}

/// Adds one tap's products to the sums of one pixel.
@inline(__always)
private func accumulate<Element: ReferenceNumber>(
  _ pixel: UnsafePointer<Element>, _ zero: Element, _ taps: UnsafePointer<Element>,
  _ sums: UnsafeMutablePointer<Element>, _ channels: Int, _ multiplier: Int
) {
  if multiplier == 1 {
    for channel in 0..<channels { sums[channel] += (pixel[channel] - zero) * taps[channel] }
    return
  }
  for channel in 0..<channels {
    let x = pixel[channel] - zero
    for filter in channel &* multiplier..<(channel &+ 1) &* multiplier {
      sums[filter] += x * taps[filter]
    }
  }
}

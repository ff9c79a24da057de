import CVectorKernels

extension ConvolutionKernel where Element == Float {
  /// The same as ``run(_:_:_:_:)`` with vectors as wide as `level` has, bit for bit.
  func run(
    level: Int32, _ input: UnsafeBufferPointer<Float>, _ packed: UnsafeBufferPointer<Float>,
    _ bias: UnsafeBufferPointer<Float>, _ output: UnsafeMutableBufferPointer<Float>
  ) {
    guard let input = input.baseAddress, let packed = packed.baseAddress,
      let bias = bias.baseAddress, var out = output.baseAddress
    else { return }
    var plan = cvk_f32_convolution()
    plan.channels = outputChannels
    plan.padded_channels = paddedChannels
    plan.input_channels = inputChannels
    plan.pixel_stride = columns.stride * inputChannels
    plan.row_stride = rows.dilation * inputWidth * inputChannels
    plan.column_stride = columns.dilation * inputChannels
    plan.weight_row_stride = kernelWidth * inputChannels * paddedChannels
    plan.bias = bias
    plan.bias_stride = biasStep
    for batch in 0..<batches {
      let image = input + batch * inputHeight * inputWidth * inputChannels
      for row in rows.windows {
        plan.rows = row.count
        let y = row.origin + row.first * rows.dilation
        for stretch in columns.stretches {
          let window = columns.windows[stretch.lowerBound]
          plan.columns = window.count
          plan.weights =
            packed + (row.first * kernelWidth + window.first) * inputChannels * paddedChannels
          let x = window.origin + window.first * columns.dilation
          // Without taps nothing is read, and the address may lie anywhere.
          let hasTaps = row.count > 0 && window.count > 0
          let pixel = hasTaps ? image + (y * inputWidth + x) * inputChannels : image
          cvk_f32_convolve(level, &plan, pixel, stretch.count, out)
          out += stretch.count * outputChannels
        }
      }
    }
  }
}

import CVectorKernels

extension DepthwiseKernel where Element == Float {
  /// The same as ``run(_:_:_:_:)`` with vectors as wide as `level` has, bit for bit.
  ///
  /// - Precondition: the multiplier is 1 or a multiple of 16.
  func run(
    level: Int32, _ input: UnsafeBufferPointer<Float>, _ weights: UnsafeBufferPointer<Float>,
    _ bias: UnsafeBufferPointer<Float>, _ output: UnsafeMutableBufferPointer<Float>
  ) {
    guard let input = input.baseAddress, let weights = weights.baseAddress,
      let bias = bias.baseAddress, var out = output.baseAddress
    else { return }
    let results = channels * multiplier
    var plan = cvk_f32_depthwise()
    plan.channels = results
    plan.multiplier = multiplier
    plan.pixel_stride = columns.stride * channels
    plan.row_stride = rows.dilation * width * channels
    plan.column_stride = columns.dilation * channels
    plan.weight_row_stride = kernelWidth * results
    plan.bias = bias
    plan.bias_stride = biasStep
    for batch in 0..<batches {
      let image = input + batch * height * width * channels
      for row in rows.windows {
        plan.rows = row.count
        let y = row.origin + row.first * rows.dilation
        for stretch in columns.stretches {
          let window = columns.windows[stretch.lowerBound]
          plan.columns = window.count
          plan.weights = weights + (row.first * kernelWidth + window.first) * results
          let x = window.origin + window.first * columns.dilation
          // Without taps nothing is read, and the address may lie anywhere.
          let hasTaps = row.count > 0 && window.count > 0
          let pixel = hasTaps ? image + (y * width + x) * channels : image
          cvk_f32_convolve_depthwise(level, &plan, pixel, stretch.count, out)
          out += stretch.count * results
        }
      }
    }
  }
}

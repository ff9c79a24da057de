import Graph

extension DepthwiseConv2D {
  /// Each channel with its own filters: for each output element the products in the order y, x, from
  /// zero, and the bias last. Weights are `[y, x, channel, multiplier]`, which is how they are used.
  ///
  /// - Parameter level: the vector instructions to use on FP32; 0 for none but those that Swift
  ///   makes by itself. Results are the same.
  func step(
    _ site: inout OperatorSite, _ arithmetic: Arithmetic, level: Int32
  ) throws(EngineError) -> Step {
    switch (arithmetic, site.inputs[0].dtype) {
    case (.fp32, .fp32):
      let multiplier = site.inputs[1].shape[3]
      guard level > 0, multiplier == 1 || multiplier % 16 == 0 else {
        return try step(&site) { (kernel: DepthwiseKernel<Float>, input, weights, bias, output) in
          kernel.run(input, weights, bias, output)
        }
      }
      return try step(&site) { (kernel: DepthwiseKernel<Float>, input, weights, bias, output) in
        kernel.run(level: level, input, weights, bias, output)
      }
    case (.fp32, let dtype):
      throw site.unsupported("DEPTHWISE_CONV2D of \(dtype) is not computed")
    case (.real, _):
      return try step(&site) { (kernel: DepthwiseKernel<Double>, input, weights, bias, output) in
        kernel.run(input, weights, bias, output)
      }
    }
  }

  private typealias Run<Element: ReferenceNumber & SIMDScalar> =
    @Sendable (
      DepthwiseKernel<Element>, UnsafeBufferPointer<Element>, UnsafeBufferPointer<Element>,
      UnsafeBufferPointer<Element>, UnsafeMutableBufferPointer<Element>
    ) -> Void

  private func step<Element: ReferenceNumber & SIMDScalar>(
    _ site: inout OperatorSite, run: @escaping Run<Element>
  ) throws(EngineError) -> Step {
    let (input, weight, bias) = (site.inputs[0], site.inputs[1], site.inputs[2])
    let output = site.outputs[0]
    let weightZeros =
      weight.dtype.isInteger
      ? try site.constantValues(4, "weight_zp").map { Element($0) } : [0]
    let kernel = DepthwiseKernel<Element>(
      batches: input.shape[0], height: input.shape[1], width: input.shape[2],
      channels: input.shape[3], kernelWidth: weight.shape[1], multiplier: weight.shape[3],
      rows: WindowAxis(
        size: input.shape[1], output: output.shape[1], kernel: weight.shape[0], stride: stride.y,
        dilation: dilation.y, padBefore: pad.top),
      columns: WindowAxis(
        size: input.shape[2], output: output.shape[2], kernel: weight.shape[1],
        stride: stride.x, dilation: dilation.x, padBefore: pad.left),
      inputZero: Element(try site.zeroPoint(3, "input_zp")),
      weightZeros: weightZeros.contains { $0 != 0 } ? weightZeros : [],
      biasStep: bias.elementCount == 1 ? 0 : 1)
    return { arena in
      run(
        kernel, arena.read(input), arena.read(weight), arena.read(bias), arena.write(output))
    }
  }
}

/// The sizes of a depthwise convolution, and its loops.
struct DepthwiseKernel<Element: ReferenceNumber & SIMDScalar>: Sendable {
  let batches, height, width, channels: Int
  let kernelWidth, multiplier: Int
  let rows, columns: WindowAxis
  let inputZero: Element
  /// Empty if all are 0.
  let weightZeros: [Element]
  /// 0 if one bias stands for all channels.
  let biasStep: Int

  private typealias Vector = SIMD8<Element>

  func run(
    _ input: UnsafeBufferPointer<Element>, _ weights: UnsafeBufferPointer<Element>,
    _ bias: UnsafeBufferPointer<Element>, _ output: UnsafeMutableBufferPointer<Element>
  ) {
    guard let input = input.baseAddress, let weights = weights.baseAddress,
      let bias = bias.baseAddress, var out = output.baseAddress
    else { return }
    let results = channels * multiplier
    // Eight neighbouring results have eight inputs, or one.
    let isVector = weightZeros.isEmpty && (multiplier == 1 || multiplier % 8 == 0)
    for batch in 0..<batches {
      let image = input + batch &* height &* width &* channels
      for row in rows.windows {
        for column in columns.windows {
          var channel = 0
          if isVector {
            while channel &+ 32 <= results {
              vectors32(image, weights, bias, out, row, column, channel)
              channel &+= 32
            }
            while channel &+ 8 <= results {
              vectors8(image, weights, bias, out, row, column, channel)
              channel &+= 8
            }
          }
          while channel < results {
            out[channel] = single(image, weights, bias, row, column, channel)
            channel &+= 1
          }
          out += results
        }
      }
    }
  }

  /// One result of any multiplier and zero point.
  private func single(
    _ image: UnsafePointer<Element>, _ weights: UnsafePointer<Element>,
    _ bias: UnsafePointer<Element>, _ row: WindowAxis.Window, _ column: WindowAxis.Window,
    _ channel: Int
  ) -> Element {
    let zero = weightZeros.isEmpty ? 0 : weightZeros[channel % weightZeros.count]
    let source = channel / multiplier
    let results = channels &* multiplier
    var sum = Element.zero
    for ky in row.first..<row.end {
      let line = (row.origin &+ ky &* rows.dilation) &* width
      for kx in column.first..<column.end {
        let pixel = (line &+ column.origin &+ kx &* columns.dilation) &* channels
        let tap = (ky &* kernelWidth &+ kx) &* results
        sum += (image[pixel &+ source] - inputZero) * (weights[tap &+ channel] - zero)
      }
    }
    return sum + bias[channel &* biasStep]
  }

  /// The inputs of eight neighbouring results.
  ///
  /// - Parameter source: the input channel of the first of them.
  @inline(__always)
  private func inputs(_ pixel: UnsafePointer<Element>, _ source: Int) -> Vector {
    multiplier == 1
      ? UnsafeRawPointer(pixel + source).loadUnaligned(as: Vector.self) - inputZero
      : Vector(repeating: pixel[source] - inputZero)
  }

  /// Eight results.
  private func vectors8(
    _ image: UnsafePointer<Element>, _ weights: UnsafePointer<Element>,
    _ bias: UnsafePointer<Element>, _ out: UnsafeMutablePointer<Element>,
    _ row: WindowAxis.Window, _ column: WindowAxis.Window, _ channel: Int
  ) {
    let results = channels &* multiplier
    let source = channel / multiplier
    var a = Vector.zero
    for ky in row.first..<row.end {
      let line = (row.origin &+ ky &* rows.dilation) &* width
      for kx in column.first..<column.end {
        let pixel = image + (line &+ column.origin &+ kx &* columns.dilation) &* channels
        let w = UnsafeRawPointer(weights + ((ky &* kernelWidth &+ kx) &* results &+ channel))
        a += inputs(pixel, source) * w.loadUnaligned(as: Vector.self)
      }
    }
    store(a, channel, bias, out)
  }

  /// Thirty-two results.
  private func vectors32(
    _ image: UnsafePointer<Element>, _ weights: UnsafePointer<Element>,
    _ bias: UnsafePointer<Element>, _ out: UnsafeMutablePointer<Element>,
    _ row: WindowAxis.Window, _ column: WindowAxis.Window, _ channel: Int
  ) {
    let size = MemoryLayout<Vector>.stride
    let results = channels &* multiplier
    let (sourceA, sourceB) = (channel / multiplier, (channel &+ 8) / multiplier)
    let (sourceC, sourceD) = ((channel &+ 16) / multiplier, (channel &+ 24) / multiplier)
    var a = Vector.zero
    var b = Vector.zero
    var c = Vector.zero
    var d = Vector.zero
    for ky in row.first..<row.end {
      let line = (row.origin &+ ky &* rows.dilation) &* width
      for kx in column.first..<column.end {
        let pixel = image + (line &+ column.origin &+ kx &* columns.dilation) &* channels
        let w = UnsafeRawPointer(weights + ((ky &* kernelWidth &+ kx) &* results &+ channel))
        a += inputs(pixel, sourceA) * w.loadUnaligned(as: Vector.self)
        b += inputs(pixel, sourceB) * (w + size).loadUnaligned(as: Vector.self)
        c += inputs(pixel, sourceC) * (w + 2 &* size).loadUnaligned(as: Vector.self)
        d += inputs(pixel, sourceD) * (w + 3 &* size).loadUnaligned(as: Vector.self)
      }
    }
    store(a, channel, bias, out)
    store(b, channel &+ 8, bias, out)
    store(c, channel &+ 16, bias, out)
    store(d, channel &+ 24, bias, out)
  }

  /// Adds the bias and stores eight channels.
  @inline(__always)
  private func store(
    _ sums: Vector, _ channel: Int, _ bias: UnsafePointer<Element>,
    _ out: UnsafeMutablePointer<Element>
  ) {
    for lane in 0..<8 {
      out[channel &+ lane] = sums[lane] + bias[(channel &+ lane) &* biasStep]
    }
  }
}

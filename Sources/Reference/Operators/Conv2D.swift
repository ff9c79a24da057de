import Graph

extension Conv2D {
  /// Convolution: for each output element the products in the order y, x, input channel, from zero,
  /// and the bias last.
  ///
  /// Weights are packed as `[y, x, input channel, output channel]`, so that eight output channels are
  /// one vector; that leaves the order of each sum as it is.
  ///
  /// - Parameter level: the vector instructions to use on FP32; 0 for none but those that Swift
  ///   makes by itself. Results are the same.
  func step(
    _ site: inout OperatorSite, _ arithmetic: Arithmetic, level: Int32
  ) throws(EngineError) -> Step {
    switch (arithmetic, site.inputs[0].dtype) {
    case (.fp32, .fp32) where level > 0:
      return try step(&site) { (kernel: ConvolutionKernel<Float>, input, packed, bias, output) in
        kernel.run(level: level, input, packed, bias, output)
      }
    case (.fp32, .fp32):
      return try step(&site) { (kernel: ConvolutionKernel<Float>, input, packed, bias, output) in
        kernel.run(input, packed, bias, output)
      }
    case (.fp32, let dtype): throw site.unsupported("CONV2D of \(dtype) is not computed")
    case (.real, _):
      return try step(&site) { (kernel: ConvolutionKernel<Double>, input, packed, bias, output) in
        kernel.run(input, packed, bias, output)
      }
    }
  }

  private typealias Run<Element: ReferenceNumber & SIMDScalar> =
    @Sendable (
      ConvolutionKernel<Element>, UnsafeBufferPointer<Element>, UnsafeBufferPointer<Element>,
      UnsafeBufferPointer<Element>, UnsafeMutableBufferPointer<Element>
    ) -> Void

  private func step<Element: ReferenceNumber & SIMDScalar>(
    _ site: inout OperatorSite, run: @escaping Run<Element>
  ) throws(EngineError) -> Step {
    let (input, weight, bias) = (site.inputs[0], site.inputs[1], site.inputs[2])
    let output = site.outputs[0]
    let inputZero = Element(try site.zeroPoint(3, "input_zp"))
    let weightZeros =
      weight.dtype.isInteger ? try site.constantValues(4, "weight_zp") : [0]
    let kernel = ConvolutionKernel<Element>(
      input: input.shape, weight: weight.shape, output: output.shape,
      rows: WindowAxis(
        size: input.shape[1], output: output.shape[1], kernel: weight.shape[1], stride: stride.y,
        dilation: dilation.y, padBefore: pad.top),
      columns: WindowAxis(
        size: input.shape[2], output: output.shape[2], kernel: weight.shape[2], stride: stride.x,
        dilation: dilation.x, padBefore: pad.left),
      inputZero: inputZero, biasStep: bias.elementCount == 1 ? 0 : 1)

    if let value = site.constant(1) {
      let packed = [Element](unsafeUninitializedCapacity: kernel.packedCount) { target, count in
        let source = value.realValues.map { Element($0) }
        source.withUnsafeBufferPointer {
          kernel.pack($0, zeros: weightZeros.map { Element($0) }, into: target)
        }
        count = kernel.packedCount
      }
      return { arena in
        packed.withUnsafeBufferPointer {
          run(kernel, arena.read(input), $0, arena.read(bias), arena.write(output))
        }
      }
    }
    let slot = site.reserveWorkspace(byteCount: kernel.packedCount * MemoryLayout<Element>.stride)
    let zeros = weightZeros.map { Element($0) }
    return { arena in
      let packed = arena.workspace(slot, as: Element.self)
      kernel.pack(arena.read(weight), zeros: zeros, into: packed)
      run(
        kernel, arena.read(input), UnsafeBufferPointer(packed), arena.read(bias),
        arena.write(output))
    }
  }
}

/// The sizes of a convolution, and its loops.
struct ConvolutionKernel<Element: ReferenceNumber & SIMDScalar>: Sendable {
  let batches, inputHeight, inputWidth, inputChannels: Int
  let kernelHeight, kernelWidth, outputChannels: Int
  let rows, columns: WindowAxis
  let inputZero: Element
  /// 0 if one bias stands for all channels.
  let biasStep: Int
  /// Output channels filled up to whole vectors.
  let paddedChannels: Int

  var packedCount: Int { kernelHeight * kernelWidth * inputChannels * paddedChannels }

  init(
    input: Shape, weight: Shape, output: Shape, rows: WindowAxis, columns: WindowAxis,
    inputZero: Element, biasStep: Int
  ) {
    (batches, inputHeight, inputWidth, inputChannels) = (input[0], input[1], input[2], input[3])
    (outputChannels, kernelHeight, kernelWidth) = (weight[0], weight[1], weight[2])
    self.rows = rows
    self.columns = columns
    self.inputZero = inputZero
    self.biasStep = biasStep
    paddedChannels = (outputChannels + 7) / 8 * 8
  }

  /// From `[output channel, y, x, input channel]` to `[y, x, input channel, output channel]`.
  func pack(
    _ weights: UnsafeBufferPointer<Element>, zeros: [Element],
    into packed: UnsafeMutableBufferPointer<Element>
  ) {
    let taps = kernelHeight * kernelWidth * inputChannels
    packed.initialize(repeating: 0)
    for channel in 0..<outputChannels {
      let zero = zeros[channel % zeros.count]
      for tap in 0..<taps {
        packed[tap * paddedChannels + channel] = weights[channel * taps + tap] - zero
      }
    }
  }

  func run(
    _ input: UnsafeBufferPointer<Element>, _ packed: UnsafeBufferPointer<Element>,
    _ bias: UnsafeBufferPointer<Element>, _ output: UnsafeMutableBufferPointer<Element>
  ) {
    guard let input = input.baseAddress, let packed = packed.baseAddress,
      let bias = bias.baseAddress, let output = output.baseAddress
    else { return }
    rows.windows.withUnsafeBufferPointer { rowWindows in
      columns.windows.withUnsafeBufferPointer { columnWindows in
        let width = columnWindows.count
        for batch in 0..<batches {
          let image = input + batch &* inputHeight &* inputWidth &* inputChannels
          for y in 0..<rowWindows.count {
            let line = (batch &* rowWindows.count &+ y) &* width
            var x = 0
            while x < width {
              let out = output + (line &+ x) &* outputChannels
              let window = columnWindows[x]
              let last = min(x &+ 3, width &- 1)
              let isWhole =
                last == x &+ 3 && columnWindows[last].first == window.first
                && columnWindows[last].end == window.end
                && columnWindows[x &+ 1].end == window.end
              if isWhole {
                fourPixels(image, packed, bias, out, rowWindows[y], window)
              } else {
                onePixel(image, packed, bias, out, rowWindows[y], window)
              }
              x &+= isWhole ? 4 : 1
            }
          }
        }
      }
    }
  }

  private typealias Vector = SIMD8<Element>

  /// Four neighbouring output pixels, whose windows have the same taps, eight channels at a time.
  private func fourPixels(
    _ image: UnsafePointer<Element>, _ packed: UnsafePointer<Element>,
    _ bias: UnsafePointer<Element>, _ output: UnsafeMutablePointer<Element>,
    _ row: WindowAxis.Window, _ column: WindowAxis.Window
  ) {
    let pixelStep = columns.stride &* inputChannels
    var channel = 0
    while channel < outputChannels {
      var a = Vector.zero
      var b = Vector.zero
      var c = Vector.zero
      var d = Vector.zero
      for ky in row.first..<row.end {
        let line = image + (row.origin &+ ky &* rows.dilation) &* inputWidth &* inputChannels
        for kx in column.first..<column.end {
          let x0 = line + (column.origin &+ kx &* columns.dilation) &* inputChannels
          let x1 = x0 + pixelStep
          let x2 = x1 + pixelStep
          let x3 = x2 + pixelStep
          let tap = (ky &* kernelWidth &+ kx) &* inputChannels
          var weights = packed + (tap &* paddedChannels &+ channel)
          for ic in 0..<inputChannels {
            let w = UnsafeRawPointer(weights).loadUnaligned(as: Vector.self)
            a += w * (x0[ic] - inputZero)
            b += w * (x1[ic] - inputZero)
            c += w * (x2[ic] - inputZero)
            d += w * (x3[ic] - inputZero)
            weights += paddedChannels
          }
        }
      }
      store(a, channel, bias, output)
      store(b, channel, bias, output + outputChannels)
      store(c, channel, bias, output + 2 &* outputChannels)
      store(d, channel, bias, output + 3 &* outputChannels)
      channel &+= 8
    }
  }

  /// One output pixel, 32 channels at a time where there are as many, or else eight.
  private func onePixel(
    _ image: UnsafePointer<Element>, _ packed: UnsafePointer<Element>,
    _ bias: UnsafePointer<Element>, _ output: UnsafeMutablePointer<Element>,
    _ row: WindowAxis.Window, _ column: WindowAxis.Window
  ) {
    var channel = 0
    while channel < outputChannels {
      let isWide = channel &+ 32 <= paddedChannels
      var a = Vector.zero
      var b = Vector.zero
      var c = Vector.zero
      var d = Vector.zero
      for ky in row.first..<row.end {
        let line = image + (row.origin &+ ky &* rows.dilation) &* inputWidth &* inputChannels
        for kx in column.first..<column.end {
          let pixel = line + (column.origin &+ kx &* columns.dilation) &* inputChannels
          let tap = (ky &* kernelWidth &+ kx) &* inputChannels
          var weights = UnsafeRawPointer(packed + (tap &* paddedChannels &+ channel))
          let step = paddedChannels &* MemoryLayout<Element>.stride
          let size = MemoryLayout<Vector>.stride
          if isWide {
            for ic in 0..<inputChannels {
              let x = pixel[ic] - inputZero
              a += weights.loadUnaligned(as: Vector.self) * x
              b += (weights + size).loadUnaligned(as: Vector.self) * x
              c += (weights + 2 &* size).loadUnaligned(as: Vector.self) * x
              d += (weights + 3 &* size).loadUnaligned(as: Vector.self) * x
              weights += step
            }
          } else {
            for ic in 0..<inputChannels {
              a += weights.loadUnaligned(as: Vector.self) * (pixel[ic] - inputZero)
              weights += step
            }
          }
        }
      }
      store(a, channel, bias, output)
      if isWide {
        store(b, channel &+ 8, bias, output)
        store(c, channel &+ 16, bias, output)
        store(d, channel &+ 24, bias, output)
      }
      channel &+= isWide ? 32 : 8
    }
  }

  /// Adds the bias and stores those of eight channels that exist.
  @inline(__always)
  private func store(
    _ sums: Vector, _ channel: Int, _ bias: UnsafePointer<Element>,
    _ output: UnsafeMutablePointer<Element>
  ) {
    let count = min(8, outputChannels &- channel)
    for lane in 0..<count {
      output[channel &+ lane] = sums[lane] + bias[(channel &+ lane) &* biasStep]
    }
  }
}

import CVectorKernels

/// Rows of a depthwise convolution over INT16 elements with INT32 sums that are known to fit.
struct DepthwiseProducts: Sendable {
  /// Elements from one output pixel's window to the next one's.
  var pixelStride: Int
  /// Where each tap is in the window; an even number, the last may be there for company.
  let offsets: [Int32]
  /// The taps that have weights.
  let taps: Int
  var channels: Int

  init(pixelStride: Int, taps: [Int32], channels: Int) {
    self.pixelStride = pixelStride
    self.taps = taps.count
    self.channels = channels
    offsets = taps.count.isMultiple(of: 2) ? taps : taps + taps.suffix(1)
  }

  /// The channels rounded up to whole blocks.
  var paddedChannels: Int { DotProducts.padded(channels) }
  /// INT16 elements of the packed weights.
  var packedCount: Int { paddedChannels * offsets.count }

  /// Packs weights `[tap][channel]` as `[pair of taps][channel][2]`.
  func pack(_ weights: UnsafePointer<Int16>, into packed: UnsafeMutablePointer<Int16>) {
    packed.update(repeating: 0, count: packedCount)
    for tap in 0..<taps {
      for channel in 0..<channels {
        packed[(tap / 2 * paddedChannels + channel) * 2 + tap % 2] =
          weights[tap * channels + channel]
      }
    }
  }

  /// Writes `pixels` rows of `channels` sums.
  ///
  /// - Parameters:
  ///   - packed: from ``pack(_:into:)``.
  ///   - bias: ``paddedChannels`` numbers.
  ///   - input: the first pixel's window; up to a block of elements past the last channel is read,
  ///     and ignored.
  func run(
    _ level: VectorLevel, packed: UnsafePointer<Int16>, bias: UnsafePointer<Int32>,
    _ input: UnsafePointer<Int16>, pixels: Int, to output: UnsafeMutablePointer<Int32>
  ) {
    offsets.withUnsafeBufferPointer { offsets in
      guard level == .scalar else {
        var plan = cvk_i16_depthwise(
          pixel_stride: pixelStride, offsets: offsets.baseAddress, pairs: offsets.count / 2,
          weights: packed, bias: bias, channels: channels)
        return cvk_i16_convolve_depthwise(level.rawValue, &plan, input, pixels, output)
      }
      let padded = paddedChannels
      for pixel in 0..<pixels {
        let window = input + pixel * pixelStride
        for channel in 0..<channels {
          var sum = bias[channel]
          for tap in 0..<taps {
            let weight = packed[(tap / 2 * padded + channel) * 2 + tap % 2]
            sum &+= Int32(window[Int(offsets[tap]) + channel]) &* Int32(weight)
          }
          output[pixel * channels + channel] = sum
        }
      }
    }
  }
}

import CVectorKernels

/// Rows of a convolution over INT16 elements with INT32 sums that are known to fit.
struct DotProducts: Sendable {
  /// Channels in one block of packed weights.
  static let block = Int(CVK_BLOCK)

  /// Elements from one output pixel's window to the next one's.
  var pixelStride: Int
  /// Where each contiguous run of the window starts.
  var offsets: [Int32]
  /// Elements in a run.
  var length: Int
  /// Output channels.
  var channels: Int

  /// Half of a run's length, rounded up.
  var pairs: Int { (length + 1) / 2 }
  /// The channels rounded up to whole blocks.
  var paddedChannels: Int { Self.padded(channels) }
  /// INT16 elements of the packed weights.
  var packedCount: Int { paddedChannels * offsets.count * pairs * 2 }

  static func padded(_ channels: Int) -> Int { (channels + block - 1) / block * block }

  /// Packs weights `[channel][segment][element]` as `[block][segment][pair][channel in block][2]`.
  func pack(_ weights: UnsafePointer<Int16>, into packed: UnsafeMutablePointer<Int16>) {
    packed.update(repeating: 0, count: packedCount)
    let segments = offsets.count
    for channel in 0..<channels {
      let row = weights + channel * segments * length
      let column = channel / Self.block * segments * pairs * Self.block + channel % Self.block
      for segment in 0..<segments {
        for k in 0..<length {
          let pair = column + (segment * pairs + k / 2) * Self.block
          packed[pair * 2 + k % 2] = row[segment * length + k]
        }
      }
    }
  }

  /// Writes `pixels` rows of `channels` sums.
  ///
  /// - Parameters:
  ///   - packed: from ``pack(_:into:)``.
  ///   - bias: ``paddedChannels`` numbers.
  ///   - input: the first pixel's window; one element past an odd run is read, and ignored.
  func run(
    _ level: VectorLevel, packed: UnsafePointer<Int16>, bias: UnsafePointer<Int32>,
    _ input: UnsafePointer<Int16>, pixels: Int, to output: UnsafeMutablePointer<Int32>
  ) {
    offsets.withUnsafeBufferPointer { offsets in
      guard level == .scalar else {
        var plan = cvk_i16_convolution(
          pixel_stride: pixelStride, offsets: offsets.baseAddress, segments: offsets.count,
          pairs: pairs, weights: packed, bias: bias, channels: channels)
        return cvk_i16_convolve(level.rawValue, &plan, input, pixels, output)
      }
      for pixel in 0..<pixels {
        for channel in 0..<channels {
          let window = input + pixel * pixelStride
          let column =
            packed
            + (channel / Self.block * offsets.count * pairs * Self.block + channel % Self.block) * 2
          var sum = bias[channel]
          for (segment, offset) in offsets.enumerated() {
            for k in 0..<length {
              let weight = column[(segment * pairs + k / 2) * Self.block * 2 + k % 2]
              sum &+= Int32(window[Int(offset) + k]) &* Int32(weight)
            }
          }
          output[pixel * channels + channel] = sum
        }
      }
    }
  }
}

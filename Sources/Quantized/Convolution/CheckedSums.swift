/// Sums of products in 64 bits that notice when they leave the accumulator's type, in TOSA's order.
///
/// Slow; for INT48 accumulators, and where an INT32 accumulator can't be shown to hold every sum.
struct CheckedSums: Sendable {
  /// Whether the accumulator is INT48; it is INT32 otherwise.
  var isWide: Bool
  /// Whether the bias comes before the products (TRANSPOSE_CONV2D) or after them.
  var biasFirst = false

  private var range: ClosedRange<Int64> {
    isWide ? -(1 << 47)...((1 << 47) - 1) : Int64(Int32.min)...Int64(Int32.max)
  }

  /// Dense windows. False if a sum leaves the range.
  ///
  /// - Parameters:
  ///   - weights: `[channel][segment][element]`.
  ///   - output: `pixels` rows of `products.channels` sums.
  func run(
    _ products: DotProducts, weights: UnsafePointer<Int16>, bias: UnsafePointer<Int64>,
    _ input: UnsafePointer<Int16>, pixels: Int, to output: UnsafeMutableRawPointer
  ) -> Bool {
    let length = products.length
    let range = range
    return products.offsets.withUnsafeBufferPointer { offsets in
      for pixel in 0..<pixels {
        let window = input + pixel * products.pixelStride
        for channel in 0..<products.channels {
          var row = weights + channel * offsets.count * length
          var sum: Int64 = biasFirst ? bias[channel] : 0
          var low: Int64 = 0
          var high: Int64 = 0
          for offset in offsets {
            let run = window + Int(offset)
            for k in 0..<length {
              sum &+= Int64(run[k]) &* Int64(row[k])
              low = min(low, sum)
              high = max(high, sum)
            }
            row += length
          }
          if !biasFirst { sum &+= bias[channel] }
          guard range.contains(min(low, sum)), range.contains(max(high, sum)) else { return false }
          store(sum, at: pixel * products.channels + channel, in: output)
        }
      }
      return true
    }
  }

  /// Depthwise windows. False if a sum leaves the range.
  ///
  /// - Parameter weights: `[tap][channel]`.
  func run(
    _ products: DepthwiseProducts, weights: UnsafePointer<Int16>, bias: UnsafePointer<Int64>,
    _ input: UnsafePointer<Int16>, pixels: Int, to output: UnsafeMutableRawPointer
  ) -> Bool {
    let channels = products.channels
    let range = range
    return products.offsets.withUnsafeBufferPointer { offsets in
      for pixel in 0..<pixels {
        let window = input + pixel * products.pixelStride
        for channel in 0..<channels {
          var sum: Int64 = 0
          var low: Int64 = 0
          var high: Int64 = 0
          for tap in 0..<products.taps {
            sum &+=
              Int64(window[Int(offsets[tap]) + channel])
              &* Int64(weights[tap * channels + channel])
            low = min(low, sum)
            high = max(high, sum)
          }
          sum &+= bias[channel]
          guard range.contains(min(low, sum)), range.contains(max(high, sum)) else { return false }
          store(sum, at: pixel * channels + channel, in: output)
        }
      }
      return true
    }
  }

  /// Stores a sum as INT32, or as INT48 in eight bytes.
  @inline(__always)
  private func store(_ sum: Int64, at index: Int, in output: UnsafeMutableRawPointer) {
    if isWide {
      output.storeBytes(of: sum, toByteOffset: index * 8, as: Int64.self)
    } else {
      output.storeBytes(of: Int32(truncatingIfNeeded: sum), toByteOffset: index * 4, as: Int32.self)
    }
  }
}

import Graph

/// The weights of a convolution less their zero point, in TOSA's order or with the taps reversed.
struct ConvolutionWeights: Sendable {
  /// The zero point of all of them.
  var zeroPoint: Int16
  /// The sizes `[outer, taps, inner]` if the taps are to be reversed, as a transposed convolution's.
  var reversedTaps: (outer: Int, taps: Int, inner: Int)?

  func widen(_ stored: UnsafePointer<Int8>, count: Int, to weights: UnsafeMutablePointer<Int16>) {
    guard let (outer, taps, inner) = reversedTaps else {
      for i in 0..<count { weights[i] = Int16(stored[i]) &- zeroPoint }
      return
    }
    for row in 0..<outer {
      for tap in 0..<taps {
        let from = stored + (row * taps + tap) * inner
        let to = weights + (row * taps + taps - 1 - tap) * inner
        for k in 0..<inner { to[k] = Int16(from[k]) &- zeroPoint }
      }
    }
  }
}

/// Weights ready to be multiplied: made once where they are constant.
struct PreparedWeights: Sendable {
  /// In the order that ``CheckedSums`` takes.
  let plain: [Int16]
  /// In the order that the vector kernels take.
  let packed: [Int16]

  init(_ value: Tensor, _ weights: ConvolutionWeights, _ products: some WindowProducts) {
    let count = products.weightCount
    let plain = [Int16](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.initialize(repeating: 0)
      if let target = buffer.baseAddress {
        value.withElements(as: Int8.self) { stored in
          if let source = stored.baseAddress { weights.widen(source, count: count, to: target) }
        }
      }
      initialized = count
    }
    packed = [Int16](unsafeUninitializedCapacity: products.packedCount) { buffer, initialized in
      buffer.initialize(repeating: 0)
      plain.withUnsafeBufferPointer { plain in
        if let source = plain.baseAddress, let target = buffer.baseAddress {
          products.pack(source, into: target)
        }
      }
      initialized = products.packedCount
    }
    self.plain = plain
  }
}

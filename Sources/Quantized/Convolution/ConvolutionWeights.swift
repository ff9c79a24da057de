import Graph

/// The weights of a convolution less their zero point, in the order in which they are multiplied.
struct ConvolutionWeights: Sendable {
  /// How the stored order becomes the one that is wanted.
  enum Order: Sendable {
    case stored
    /// `[outer, taps, inner]` with the taps reversed: a transposed convolution's.
    case reversedTaps(outer: Int, taps: Int, inner: Int)
    /// `[rows, columns]` with the columns first.
    case transposed(rows: Int, columns: Int)
  }

  /// The zero point of all of them.
  var zeroPoint: Int16
  var order = Order.stored

  func widen(_ stored: UnsafePointer<Int8>, count: Int, to weights: UnsafeMutablePointer<Int16>) {
    switch order {
    case .stored:
      for i in 0..<count { weights[i] = Int16(stored[i]) &- zeroPoint }
    case .reversedTaps(let outer, let taps, let inner):
      for row in 0..<outer {
        for tap in 0..<taps {
          let from = stored + (row * taps + tap) * inner
          let to = weights + (row * taps + taps - 1 - tap) * inner
          for k in 0..<inner { to[k] = Int16(from[k]) &- zeroPoint }
        }
      }
    case .transposed(let rows, let columns):
      for row in 0..<rows {
        for column in 0..<columns {
          weights[column * rows + row] = Int16(stored[row * columns + column]) &- zeroPoint
        }
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

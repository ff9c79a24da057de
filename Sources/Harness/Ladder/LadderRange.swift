import Kernels

/// The values that a linear layer's input or output was seen to take.
public struct LadderRange: Sendable, Equatable {
  public var low: Float
  public var high: Float

  /// Nothing seen yet but 0, which every INT8 range must hold.
  public init() {
    low = 0
    high = 0
  }

  /// A range that holds 0.
  public init(low: Float, high: Float) {
    self.low = low
    self.high = high
  }

  /// Takes values in.
  public mutating func widen(by values: UnsafeBufferPointer<Float>) {
    for value in values {
      low = min(low, value)
      high = max(high, value)
    }
  }

  /// Scale and zero point that spread INT8 over the range, as PyTorch's observers do.
  public var scaleAndZeroPoint: (scale: Float, zeroPoint: Int8) {
    let scale = max((high - low) / 255, 0x1p-17)
    let zeroPoint = (-128 - (low / scale).rounded(.toNearestOrEven))
    return (scale, Int8(min(max(zeroPoint, -128), 127)))
  }
}

/// The ranges of every linear layer: four a block, then the head.
public struct LadderRanges: Sendable, Equatable {
  public var inputs: [LadderRange]
  public var outputs: [LadderRange]

  public init(layers: Int) {
    inputs = Array(repeating: LadderRange(), count: 4 * layers + 1)
    outputs = inputs
  }
}

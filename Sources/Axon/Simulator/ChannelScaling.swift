import Graph
import Kernels

/// How the output stage scales one channel, before a requantizer is made of it.
struct ChannelScaling {
  /// The multipliers for accumulators below zero, and for others.
  var negative: Int32
  var positive: Int32
  var shift: Int
  var zeroPoint: Int32
  /// Whether a result beyond the output's range is its nearest end; else it wraps.
  var saturates = true

  /// The scaling of each channel of a layer whose constants are known to suffice.
  ///
  /// - Parameter unitMultiplier: for ADD, whose accumulator is scaled already.
  static func channels(
    of layer: AxonLayer, count: Int, unitMultiplier: Bool = false
  ) -> [ChannelScaling] {
    (0..<count).map { channel in
      let at = layer.sharesMultiplier ? 0 : channel * layer.multipliersPerChannel
      let first = unitMultiplier ? 1 : layer.multipliers[at]
      let (negative, positive): (Int32, Int32) =
        switch layer.activation {
        case .none, .prepareSoftmax: (first, first)
        case .relu: (0, first)
        case .leakyReLU: (first, layer.multipliers[at + 1])
        }
      return ChannelScaling(
        negative: negative, positive: positive,
        shift: layer.shifts[layer.shifts.count == 1 ? 0 : channel],
        zeroPoint: Int32(clamping: layer.outputZeroPoint))
    }
  }

  /// The requantizer to an output of `range`.
  func requantizer(range: ClosedRange<Int32>) -> AxonRequantizer {
    let requantizer = AxonRequantizer(
      negative: negative, positive: positive, shift: shift, zeroPoint: zeroPoint, range: range)
    return saturates ? requantizer : requantizer.withoutSaturation
  }
}

extension AxonLayer {
  /// Leaky ReLU has a pair.
  var multipliersPerChannel: Int { activation == .leakyReLU ? 2 : 1 }

  /// Whether every channel has the first multiplier: a fully connected layer with one shift uses no
  /// other.
  var sharesMultiplier: Bool {
    shifts.count == 1
      && (operation == .fullyConnected || multipliers.count == multipliersPerChannel)
  }
}

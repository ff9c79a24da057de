import Axon
import Graph

/// Faults of engine `axon` in the output stage of its layers.
enum StageFaults {
  static let all: [Fault] = [
    .axon("axon-half-up", "a layer rounds halves up instead of to even", .tensorFlowLite("#3252")) {
      call in
      call.replaceStage { sum in
        let biased = sum.biased
        return saturated(sum.shift == 0 ? biased : (biased + (1 << (sum.shift - 1))) >> sum.shift)
      }
    },
    .axon(
      "axon-zero-point-late", "a layer adds its zero point after rounding to even, not before"
    ) { call in
      call.replaceStage { sum in
        saturated(halfEven(sum.product, sum.shift) + sum.zeroPoint)
      }
    },
    .axon("axon-truncates", "a layer with a shift below 12 drops the fraction") { call in
      guard call.layer.shifts.allSatisfy({ $0 < 12 }) else { return }
      call.replaceStage { sum in
        saturated(sum.biased >> sum.shift)
      }
    },
    .axon("axon-wraps", "a convolution wraps where it should saturate") { call in
      guard call.layer.operation == .conv2D || call.layer.operation == .pointwise else { return }
      call.replaceStage { sum in
        halfEven(sum.biased, sum.shift).wrapped(to: 8)
      }
    },
    .axon(
      "axon-accumulator-20", "a depthwise layer's sums saturate at 20 bits"
    ) { call in
      guard call.layer.operation == .depthwise else { return }
      call.replaceStage { sum in
        var sum = sum
        sum.sum = min(max(sum.sum, -(1 << 19)), (1 << 19) - 1)
        return saturated(halfEven(sum.biased, sum.shift))
      }
    },
    .axon(
      "axon-fc-relu-lost", "a fully connected layer with a shift a channel forgets its ReLU"
    ) { call in
      guard call.layer.operation == .fullyConnected, call.layer.activation == .relu,
        call.layer.shifts.count > 1
      else { return }
      call.layer.activation = .none
    },
    .axon(
      "axon-fc-one-multiplier",
      "a fully connected layer with a multiplier a channel uses the first for all", .nordic("1.0.1")
    ) { call in
      guard call.layer.operation == .fullyConnected, call.layer.multipliers.count > 1 else {
        return
      }
      call.layer.multipliers = call.layer.multipliers.map { _ in call.layer.multipliers[0] }
    },
    .axon(
      "axon-fc-one-shift",
      "a fully connected layer with a shift a channel uses the first for all"
    ) { call in
      guard call.layer.operation == .fullyConnected, call.layer.shifts.count > 1 else { return }
      call.layer.shifts = call.layer.shifts.map { _ in call.layer.shifts[0] }
    },
    .axon(
      "axon-multiplier-channel-16",
      "channels from the 17th on take the multiplier of the one before"
    ) { call in
      guard call.layer.operation != .fullyConnected, call.layer.operation != .add,
        call.layer.multipliers.count > 16
      else { return }
      let multipliers = call.layer.multipliers
      for channel in 16..<multipliers.count {
        call.layer.multipliers[channel] = multipliers[channel - 1]
      }
    },
    .axon(
      "axon-multiplier-16", "a convolution's multipliers keep 16 of their bits"
    ) { call in
      guard call.layer.operation == .conv2D || call.layer.operation == .depthwise else { return }
      call.layer.multipliers = call.layer.multipliers.map { multiplier in
        let dropped = max(Int32.bitWidth - multiplier.leadingZeroBitCount - 16, 0)
        return (multiplier >> dropped) << dropped
      }
    },
  ]

  private static func saturated(_ number: Int) -> Int { min(max(number, -128), 127) }

  /// `number / 2^shift`, halves to even.
  private static func halfEven(_ number: Int, _ shift: Int) -> Int {
    guard shift > 0 else { return number }
    let floor = number >> shift
    let rest = number - (floor << shift)
    let half = 1 << (shift - 1)
    return rest > half || (rest == half && floor & 1 == 1) ? floor + 1 : floor
  }
}

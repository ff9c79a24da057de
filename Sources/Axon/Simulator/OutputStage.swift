import Graph
import Kernels

/// The end of every computing layer: each channel's requantizer, and the type of the output.
struct OutputStage: Sendable {
  private let requantizers: [AxonRequantizer]
  /// Multiplier and shift of each channel before softmax, empty elsewhere.
  private let softmax: [(multiplier: Int32, shift: Int)]
  private let byteWidth: Int

  /// The output stage of a layer with as many channels of its own constants.
  ///
  /// - Parameter unitMultiplier: for ADD, whose accumulator is scaled already.
  init(_ site: LayerSite, channels: Int, unitMultiplier: Bool = false) throws(InvalidInput) {
    let layer = site.layer
    let isShared = layer.shifts.count == 1
    try site.require(
      isShared || layer.shifts.count == channels,
      "has \(layer.shifts.count) shifts for \(channels) channels")
    try site.require(layer.shifts.allSatisfy { (0...32).contains($0) }, "shifts are 0...32")

    try site.require(
      layer.activation != .prepareSoftmax || layer.output.byteWidth == 4,
      "gives INT32 before softmax")

    let perChannel = layer.activation == .leakyReLU ? 2 : 1
    // A fully connected layer with one shift uses the first multiplier for every channel.
    let isUniform =
      isShared && (layer.operation == .fullyConnected || layer.multipliers.count == perChannel)
    let needed = (isUniform ? 1 : channels) * perChannel
    try site.require(
      unitMultiplier || layer.multipliers.count >= needed,
      "has \(layer.multipliers.count) multipliers, needs \(needed)")

    var requantizers: [AxonRequantizer] = []
    var softmax: [(multiplier: Int32, shift: Int)] = []
    for channel in 0..<channels {
      let at = isUniform ? 0 : channel * perChannel
      let first = unitMultiplier ? 1 : layer.multipliers[at]
      let shift = layer.shifts[isShared ? 0 : channel]
      let (negative, positive): (Int32, Int32) =
        switch layer.activation {
        case .none, .prepareSoftmax: (first, first)
        case .relu: (0, first)
        case .leakyReLU: (first, layer.multipliers[at + 1])
        }
      requantizers.append(
        AxonRequantizer(
          negative: negative, positive: positive, shift: shift,
          zeroPoint: Int32(clamping: layer.outputZeroPoint), range: layer.output.range))
      if layer.activation == .prepareSoftmax { softmax.append((first, shift)) }
    }
    self.requantizers = requantizers
    self.softmax = softmax
    byteWidth = layer.output.byteWidth
  }

  /// Writes a row of one channel; the output's element `at` is the first.
  func write(
    _ sums: UnsafePointer<Int32>, count: Int, channel: Int, to output: UnsafeMutableRawPointer,
    at: Int
  ) {
    guard softmax.isEmpty else {
      let (multiplier, shift) = softmax[channel]
      let results = output.assumingMemoryBound(to: Int32.self) + at
      for index in 0..<count {
        results[index] = AxonOutput.prepareSoftmax(
          wide: Int64(sums[index]), multiplier: multiplier, shift: shift)
      }
      return
    }
    let requantizer = requantizers[channel]
    switch byteWidth {
    case 1:
      AxonOutput.requantize(
        sums, count: count, by: requantizer, to: output.assumingMemoryBound(to: Int8.self) + at)
    case 2:
      AxonOutput.requantize(
        sums, count: count, by: requantizer, to: output.assumingMemoryBound(to: Int16.self) + at)
    default:
      AxonOutput.requantize(
        sums, count: count, by: requantizer, to: output.assumingMemoryBound(to: Int32.self) + at)
    }
  }

  /// Writes a row of sums that may need more than 32 bits.
  func write(
    wide sums: UnsafePointer<Int64>, count: Int, channel: Int, to output: UnsafeMutableRawPointer,
    at: Int
  ) {
    guard softmax.isEmpty else {
      let (multiplier, shift) = softmax[channel]
      let results = output.assumingMemoryBound(to: Int32.self) + at
      for index in 0..<count {
        results[index] = AxonOutput.prepareSoftmax(
          wide: sums[index], multiplier: multiplier, shift: shift)
      }
      return
    }
    let requantizer = requantizers[channel]
    switch byteWidth {
    case 1:
      AxonOutput.requantize(
        wide: sums, count: count, by: requantizer,
        to: output.assumingMemoryBound(to: Int8.self) + at)
    case 2:
      AxonOutput.requantize(
        wide: sums, count: count, by: requantizer,
        to: output.assumingMemoryBound(to: Int16.self) + at)
    default:
      AxonOutput.requantize(
        wide: sums, count: count, by: requantizer,
        to: output.assumingMemoryBound(to: Int32.self) + at)
    }
  }
}

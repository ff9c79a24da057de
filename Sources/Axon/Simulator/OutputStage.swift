import Graph
import Kernels

/// The end of every computing layer: each channel's requantizer, and the type of the output.
struct OutputStage: Sendable {
  private let requantizers: [AxonRequantizer]
  /// Multiplier and shift of each channel before softmax, empty elsewhere.
  private let softmax: [(multiplier: Int32, shift: Int)]
  private let byteWidth: Int
  /// Whether sums below -2^31 give 0.
  private let clearsUnderflow: Bool

  /// The output stage of a layer with as many channels of its own constants.
  ///
  /// - Parameter unitMultiplier: for ADD, whose accumulator is scaled already.
  init(_ site: LayerSite, channels: Int, unitMultiplier: Bool = false) throws(InvalidInput) {
    let layer = site.layer
    try site.require(
      layer.shifts.count == 1 || layer.shifts.count == channels,
      "has \(layer.shifts.count) shifts for \(channels) channels")
    try site.require(layer.shifts.allSatisfy { (0...32).contains($0) }, "shifts are 0...32")

    try site.require(
      layer.activation != .prepareSoftmax || layer.output.byteWidth == 4,
      "gives INT32 before softmax")

    let needed = (layer.sharesMultiplier ? 1 : channels) * layer.multipliersPerChannel
    try site.require(
      unitMultiplier || layer.multipliers.count >= needed,
      "has \(layer.multipliers.count) multipliers, needs \(needed)")

    var scalings = ChannelScaling.channels(
      of: layer, count: channels, unitMultiplier: unitMultiplier)
    for defect in KnownDefect.all where site.version.has(defect) {
      defect.distortion?(&scalings, layer)
    }
    requantizers = scalings.map { $0.requantizer(range: layer.output.range) }
    softmax =
      layer.activation == .prepareSoftmax ? scalings.map { ($0.positive, $0.shift) } : []
    byteWidth = layer.output.byteWidth
    clearsUnderflow =
      site.version.has(.accumulatorUnderflow) && layer.activation == .none
      && !layer.bypassesMultiplier
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
    if clearsUnderflow {
      UnderflowedSums.clear(output, at: at, byteWidth: byteWidth, sums: sums, count: count)
    }
  }
}

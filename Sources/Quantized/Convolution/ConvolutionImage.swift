import Graph

/// How the input of a convolution is laid out before it is multiplied: INT16, zero point taken off,
/// padding there as zeros, `[depth, height, width, channels]`.
///
/// A window is then a few contiguous runs at fixed offsets, and needs no bounds.
struct ConvolutionImage: Sendable {
  /// The input's spatial size.
  var input: Volume
  /// Channels of the input.
  var inputChannels: Int
  /// How often each channel stands side by side: a depthwise convolution's multiplier.
  var repeats = 1
  /// Where the input's first element lands.
  var origin: Volume
  /// The distance between neighbours of the input: a transposed convolution's stride.
  var spread = Volume.one
  /// The image's spatial size.
  var size: Volume
  /// The input's zero point.
  var zeroPoint: Int16

  /// Elements that kernels may read past the end.
  private static let slack = 64

  var channels: Int { inputChannels * repeats }
  var elementCount: Int { size.count * channels }
  var byteCount: Int { (elementCount + Self.slack) * MemoryLayout<Int16>.stride }

  /// Whether the image is the input, element by element.
  private var isPlain: Bool { size == input && spread == .one && repeats == 1 }

  /// Fills the image from one batch of an INT8 or INT16 input.
  func fill(
    _ image: UnsafeMutablePointer<Int16>, from arena: Arena, _ slot: TensorSlot, batch: Int,
    _ level: VectorLevel
  ) {
    let start = batch * input.count * inputChannels
    switch slot.dtype {
    case .int16:
      guard let base = arena.read(slot, as: Int16.self).baseAddress else { return }
      fill(image) { offset, count, target in
        let row = base + start + offset
        for i in 0..<count { target[i] = row[i] &- zeroPoint }
      }
    default:
      guard let base = arena.read(slot, as: Int8.self).baseAddress else { return }
      fill(image) { offset, count, target in
        Widening.run(level, base + start + offset, to: target, count: count, zeroPoint: zeroPoint)
      }
    }
  }

  /// Fills the image through `load(offset, count, target)`, which widens a run of the input.
  private func fill(
    _ image: UnsafeMutablePointer<Int16>,
    _ load: (Int, Int, UnsafeMutablePointer<Int16>) -> Void
  ) {
    if isPlain { return load(0, input.count * inputChannels, image) }
    image.update(repeating: 0, count: elementCount)
    for z in 0..<input.depth {
      let depth = origin.depth + z * spread.depth
      guard (0..<size.depth).contains(depth) else { continue }
      for y in 0..<input.height {
        let row = origin.height + y * spread.height
        guard (0..<size.height).contains(row) else { continue }
        let source = (z * input.height + y) * input.width * inputChannels
        let target = image + (depth * size.height + row) * size.width * channels
        fillRow(target, source, load)
      }
    }
  }

  private func fillRow(
    _ target: UnsafeMutablePointer<Int16>, _ source: Int,
    _ load: (Int, Int, UnsafeMutablePointer<Int16>) -> Void
  ) {
    if spread.width == 1 && repeats == 1 {
      let first = max(0, -origin.width)
      let last = min(input.width, size.width - origin.width)
      guard first < last else { return }
      return load(
        source + first * inputChannels, (last - first) * inputChannels,
        target + (origin.width + first) * channels)
    }
    for x in 0..<input.width {
      let column = origin.width + x * spread.width
      guard (0..<size.width).contains(column) else { continue }
      let pixel = target + column * channels
      load(source + x * inputChannels, inputChannels, pixel)
      // Spread out from the last channel, so that none is overwritten before it has moved.
      if repeats > 1 {
        for channel in stride(from: inputChannels - 1, through: 0, by: -1) {
          (pixel + channel * repeats).update(repeating: pixel[channel], count: repeats)
        }
      }
    }
  }
}

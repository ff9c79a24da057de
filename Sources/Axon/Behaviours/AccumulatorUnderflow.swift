import Graph

extension KnownDefect {
  /// Sums below the range of 32 bits; those above it are exact.
  public static let accumulatorUnderflow = KnownDefect(
    "acc_underflow",
    "without an activation, a sum below -2^31 gives no output: 0 in fresh memory, elsewhere what was "
      + "there",
    advice: "Check the bias: a trained layer has no such sums.",
    formula: .own, recognition: .values
  ) { layer in
    guard layer.activation == .none else { return nil }
    let ranges = layer.accumulatorRanges
    let low = ranges.indices.filter { ranges[$0].lowerBound < Int(Int32.min) }
    guard !low.isEmpty, let smallest = ranges.map(\.lowerBound).min() else { return nil }
    return "\(ChannelList.text(low)) can sum to \(smallest)"
  }
}

/// What 1.4.0 makes of sums below -2^31.
enum UnderflowedSums {
  /// Sets the outputs of such sums in a row to 0.
  static func clear(
    _ output: UnsafeMutableRawPointer, at first: Int, byteWidth: Int, sums: UnsafePointer<Int64>,
    count: Int
  ) {
    for index in 0..<count where sums[index] < Int64(Int32.min) {
      (output + (first &+ index) &* byteWidth)
        .initializeMemory(as: UInt8.self, repeating: 0, count: byteWidth)
    }
  }
}

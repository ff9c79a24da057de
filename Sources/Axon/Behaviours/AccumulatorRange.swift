import Graph

extension AxonLayer {
  /// For each channel the sums that any INT8 operand can lead to, the bias included; empty for layers
  /// whose accumulators are small.
  ///
  /// Padding lies in the operand's range too, so it needs no care.
  var accumulatorRanges: [ClosedRange<Int>] {
    switch operation {
    case .fullyConnected, .conv2D, .pointwise, .depthwise:
      guard !biasPrime.isEmpty else { return [] }
      let length = filter.count / biasPrime.count
      return biasPrime.enumerated().map { channel, bias in
        var (low, high) = (Int(bias), Int(bias))
        for weight in filter[channel * length..<(channel + 1) * length] {
          let (a, b) = (-128 * Int(weight), 127 * Int(weight))
          low += min(a, b)
          high += max(a, b)
        }
        return low...high
      }
    case .add:
      let bias = biasPrime.reduce(0) { $0 + Int($1) }
      let terms = multipliers.map { (-128 * Int($0), 127 * Int($0)) }
      return [
        terms.reduce(bias) { $0 + min($1.0, $1.1) }...terms.reduce(bias) { $0 + max($1.0, $1.1) }
      ]
    default: return []
    }
  }
}

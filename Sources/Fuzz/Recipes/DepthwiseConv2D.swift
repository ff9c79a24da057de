import Graph

// DEPTHWISE_CONV2D, with its RESCALE as ExecuTorch emits it.
extension DepthwiseConv2D {
  static let recipes = [
    Recipe("DEPTHWISE_CONV2D INT8", [.depthwiseConv2D, .rescale], [.cnn: 16, .int: 3]) {
      $0.depthwise()
    }
  ]
}

extension GraphBuilder {
  fileprivate mutating func depthwise() -> Bool {
    let x = image()
    let inputs = x.shape[3]
    let windows = windows(
      over: x.shape, kernels: EdgeSizes.kernel, isPool: false, taps: limits.work / inputs)
    let positions = windows.positions * x.shape[0]
    let most = min(
      limits.elements / (positions * inputs), limits.work / (positions * inputs * windows.taps))
    let multiplier = dice.once(in: 5) ? dice.size(from: [2, 3, 4, 8], upTo: max(most, 1)) : 1
    let channels = inputs * multiplier
    let filter: Shape = [windows.y.kernel, windows.x.kernel, inputs, multiplier]
    let sums = accumulate(x, filter: filter, taps: windows.taps, channels: channels) {
      .depthwiseConv2D(
        DepthwiseConv2D(
          pad: windows.pad, stride: windows.stride, dilation: windows.dilation, accType: $0))
    } shape: {
      [x.shape[0], windows.y.output, windows.x.output, channels]
    }
    _ = requantize(sums.value, spread: sums.spread, perChannel: true)
    return true
  }
}

import Graph

// DEPTHWISE_CONV2D, with its RESCALE as ExecuTorch emits it.
extension DepthwiseConv2D {
  static let recipes = [
    Recipe(
      "DEPTHWISE_CONV2D", [.depthwiseConv2D, .rescale],
      [.cnn: 16, .int: 5, .fp: 6, .quantizable: 8]
    ) {
      $0.depthwise()
    }
  ]
}

extension GraphBuilder {
  fileprivate mutating func depthwise() -> Bool {
    let types = convolutionTypes()
    let x = image(types.input)
    guard x.shape.elementCount <= limits.elements else { return false }
    let inputs = x.shape[3]
    let windows = windows(
      over: x.shape, kernels: EdgeSizes.kernel, isPool: false, taps: limits.work / inputs)
    let elements = windows.positions * x.shape[0] * inputs
    let most = min(limits.elements / elements, limits.work / (elements * windows.taps))
    let multiplier = dice.once(in: 5) ? dice.size(from: [2, 3, 4, 8], upTo: max(most, 1)) : 1
    let channels = inputs * multiplier
    let sums = accumulate(
      x, types, filter: [windows.y.kernel, windows.x.kernel, inputs, multiplier],
      taps: windows.taps, channels: channels,
      output: [x.shape[0], windows.y.output, windows.x.output, channels]
    ) {
      .depthwiseConv2D(
        DepthwiseConv2D(
          pad: windows.pad, stride: windows.stride, dilation: windows.dilation, accType: $0))
    }
    finish(sums)
    return true
  }
}

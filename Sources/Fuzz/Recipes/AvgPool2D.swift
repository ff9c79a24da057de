import Graph

// AVG_POOL2D; INT8 with equal zero points as ExecuTorch emits it, or different ones.
extension AvgPool2D {
  static let recipes = [
    Recipe("AVG_POOL2D", [.avgPool2D], [.cnn: 8, .int: 4, .fp: 5, .quantizable: 4]) { $0.average() }
  ]
}

extension GraphBuilder {
  fileprivate mutating func average() -> Bool {
    let x = image(poolType())
    let windows = windows(
      over: x.shape, kernels: EdgeSizes.poolKernel, isPool: true, taps: 4096)
    let isInt8 = x.dtype == .int8
    let input = isInt8 && dice.once(in: 6) ? dice.pick(EdgeSizes.zeroPoint) : x.zeroPoint
    let output = isInt8 && dice.once(in: 6) ? dice.pick(EdgeSizes.zeroPoint) : input
    let pool = AvgPool2D(
      kernel: windows.kernel, stride: windows.stride, pad: windows.pad,
      accType: x.dtype == .fp32 ? .fp32 : .int32)
    let operands = [x.id, scalar(input, x.dtype), scalar(output, x.dtype)]
    append(
      .avgPool2D(pool), operands, x.dtype,
      [x.shape[0], windows.y.output, windows.x.output, x.shape[3]], zeroPoint: output)
    return true
  }
}

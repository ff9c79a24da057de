import Graph

// AVG_POOL2D of INT8, with equal zero points as ExecuTorch emits it, or different ones.
extension AvgPool2D {
  static let recipes = [
    Recipe("AVG_POOL2D INT8", [.avgPool2D], [.cnn: 8, .int: 3]) { builder in
      let x = builder.image()
      let windows = builder.windows(
        over: x.shape, kernels: EdgeSizes.poolKernel, isPool: true, taps: 4096)
      let input = builder.dice.once(in: 6) ? builder.dice.pick(EdgeSizes.zeroPoint) : x.zeroPoint
      let output = builder.dice.once(in: 6) ? builder.dice.pick(EdgeSizes.zeroPoint) : input
      let pool = AvgPool2D(
        kernel: windows.kernel, stride: windows.stride, pad: windows.pad, accType: .int32)
      let operands = [x.id, builder.scalar(input, .int8), builder.scalar(output, .int8)]
      builder.append(
        .avgPool2D(pool), operands, .int8,
        [x.shape[0], windows.y.output, windows.x.output, x.shape[3]], zeroPoint: output)
      return true
    }
  ]
}

import Graph

// MAX_POOL2D of INT8.
extension MaxPool2D {
  static let recipes = [
    Recipe("MAX_POOL2D INT8", [.maxPool2D], [.cnn: 8, .int: 3]) { builder in
      let x = builder.image()
      let windows = builder.windows(
        over: x.shape, kernels: EdgeSizes.poolKernel, isPool: true, taps: 4096)
      let pool = MaxPool2D(kernel: windows.kernel, stride: windows.stride, pad: windows.pad)
      builder.append(
        .maxPool2D(pool), [x.id], .int8,
        [x.shape[0], windows.y.output, windows.x.output, x.shape[3]], range: x.range,
        zeroPoint: x.zeroPoint)
      return true
    }
  ]
}

import Graph

// MAX_POOL2D.
extension MaxPool2D {
  static let recipes = [
    Recipe("MAX_POOL2D", [.maxPool2D], [.cnn: 8, .int: 4, .fp: 5, .quantizable: 4]) { builder in
      let x = builder.image(builder.poolType())
      let windows = builder.windows(
        over: x.shape, kernels: EdgeSizes.poolKernel, isPool: true, taps: 4096)
      let pool = MaxPool2D(
        kernel: windows.kernel, stride: windows.stride, pad: windows.pad,
        nanMode: builder.nanMode())
      builder.append(
        .maxPool2D(pool), [x.id], x.dtype,
        [x.shape[0], windows.y.output, windows.x.output, x.shape[3]], range: x.range,
        zeroPoint: x.zeroPoint)
      return true
    }
  ]
}

extension GraphBuilder {
  /// A type that pools take.
  mutating func poolType() -> DType {
    switch family {
    case .cnn: .int8
    case .int: dice.once(in: 3) ? .int16 : .int8
    case .fp, .quantizable: .fp32
    }
  }

  /// What to do with NaN.
  mutating func nanMode() -> NanPropagationMode {
    family == .fp && dice.once(in: 3) ? .ignore : .propagate
  }
}

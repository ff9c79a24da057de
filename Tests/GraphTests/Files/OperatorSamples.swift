import Graph

/// Every operator of TOSA 1.0 with attributes that differ from any default, so that a field that is
/// lost or swapped on the way through a file shows.
enum OperatorSamples {
  static let all: [Operation] =
    windows + transforms + lookAlikes + withoutAttributes + [
      .argMax(ArgMax(axis: 3, nanMode: .ignore)),
      .clamp(Clamp(minimum: [1, 2, 3, 4], maximum: [5, 6, 7, 8], nanMode: .ignore)),
      .concat(Concat(axis: -2)),
      .reverse(Reverse(axis: 5)),
      .transpose(Transpose(permutation: [2, 0, 3, 1])),
      .resize(Resize(mode: .bilinear)),
      .rescale(
        Rescale(
          scale32: true, roundingMode: .double, perChannel: false, inputUnsigned: true,
          outputUnsigned: false)),
      .custom(
        Custom(operatorName: "op", domainName: "domain", implementationAttributes: [9, 0, 255])),
      .condIf(CondIf(thenGraph: "then", elseGraph: "else")),
      .whileLoop(WhileLoop(condGraph: "cond", bodyGraph: "body")),
    ]

  private static let windows: [Operation] = [
    .avgPool2D(
      AvgPool2D(
        kernel: Spatial2D(y: 2, x: 3), stride: Spatial2D(y: 4, x: 5),
        pad: Padding2D(top: 6, bottom: 7, left: 8, right: 9), accType: .fp16)),
    .conv2D(
      Conv2D(
        pad: Padding2D(top: 1, bottom: 2, left: 3, right: 4), stride: Spatial2D(y: 5, x: 6),
        dilation: Spatial2D(y: 7, x: 8), localBound: true, accType: .int48)),
    .conv3D(
      Conv3D(
        pad: [1, 2, 3, 4, 5, 6], stride: [7, 8, 9], dilation: [10, 11, 12], localBound: true,
        accType: .fp32)),
    .depthwiseConv2D(
      DepthwiseConv2D(
        pad: Padding2D(top: 4, bottom: 3, left: 2, right: 1), stride: Spatial2D(y: 6, x: 5),
        dilation: Spatial2D(y: 8, x: 7), localBound: true, accType: .int32)),
    .maxPool2D(
      MaxPool2D(
        kernel: Spatial2D(y: 3, x: 2), stride: Spatial2D(y: 5, x: 4),
        pad: Padding2D(top: 9, bottom: 8, left: 7, right: 6), nanMode: .ignore)),
    .transposeConv2D(
      TransposeConv2D(
        outPad: Padding2D(top: -1, bottom: 2, left: -3, right: 4), stride: Spatial2D(y: 5, x: 6),
        localBound: true, accType: .fp16)),
  ]

  private static let transforms: [Operation] = [
    .fft2D(FFT2D(inverse: true, localBound: false)),
    .fft2D(FFT2D(inverse: false, localBound: true)),
    .rfft2D(RFFT2D(localBound: true)),
  ]

  private static let lookAlikes: [Operation] =
    Unary.allCases.map { .unary($0) } + Compare.allCases.map { .compare($0) }
    + Variable.allCases.map { .variable($0) }
    + [
      Binary.add, .arithmeticRightShift(round: true), .bitwiseAnd, .bitwiseOr, .bitwiseXor, .intDiv,
      .logicalAnd, .logicalLeftShift, .logicalOr, .logicalRightShift, .logicalXor,
      .maximum(nanMode: .ignore), .minimum(nanMode: .ignore), .pow, .sub,
    ].map { .binary($0) }
    + [
      Reduce(.all, axis: 1), Reduce(.any, axis: 2), Reduce(.max(nanMode: .ignore), axis: 3),
      Reduce(.min(nanMode: .ignore), axis: 4), Reduce(.product, axis: 5), Reduce(.sum, axis: 6),
    ].map { .reduce($0) }

  private static let withoutAttributes: [Operation] = [
    .matMul(MatMul()), .mul(Mul()), .negate(Negate()), .table(Table()), .select(Select()),
    .pad(Pad()), .reshape(Reshape()), .slice(Slice()), .tile(Tile()), .gather(Gather()),
    .scatter(Scatter()), .cast(Cast()), .const(Const()), .constShape(ConstShape()),
  ]
}

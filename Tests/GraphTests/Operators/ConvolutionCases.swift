import Graph

extension RuleTable {
  /// CONV2D, CONV3D, DEPTHWISE_CONV2D and TRANSPOSE_CONV2D.
  static let convolutions = RuleTable(
    legal: [
      conv(),
      conv(input: [2, 9, 7, 3], stride: 2, pad: Padding2D(), output: [2, 4, 3, 8]),
      conv(input: [1, 9, 9, 3], dilation: 2, pad: Padding2D(), output: [1, 5, 5, 8]),
      conv(
        input: [1, 8, 8, 3], stride: 2, pad: Padding2D(top: 1, left: 1), output: [1, 4, 4, 8]),
      conv(input: [1, 1, 1, 3], output: [1, 1, 1, 8]),
      conv(bias: [1]),
      conv(types: .int16, zeros: [.zero(.int16), .zero(.int8)]),
      conv(types: .float, zeros: [.zero(.fp32), .zero(.fp32)]),
      conv(zeros: [.constant(.int8, [-128]), .constant(.int8, [127])]),
      // ExecuTorch's weight_zp: declared [1], a value for each channel.
      conv(zeros: [.zero(.int8), channelZeroPoints([3, 3, 3, 3, 3, 3, 3, 3])]),
      RuleCase(
        .depthwiseConv2D(
          DepthwiseConv2D(pad: Padding2D(top: 1, bottom: 1, left: 1, right: 1), accType: .int32)),
        operands([1, 5, 6, 4], [3, 3, 4, 2], bias: [8]), .int32, [1, 5, 6, 8]),
      RuleCase(
        .depthwiseConv2D(DepthwiseConv2D(accType: .int32)),
        [
          .tensor(.int8, [1, 3, 3, 2]), .tensor(.int8, [3, 3, 2, 1]), .tensor(.int32, [2]),
          .zero(.int8), channelZeroPoints([0, 0]),
        ], .int32, [1, 1, 1, 2]),
      conv3D(),
      conv3D(pad: [1, 0, 1, 1, 0, 2], stride: [2, 1, 1], output: [1, 2, 3, 3, 5]),
      transposed(),
      transposed(stride: Spatial2D(y: 2, x: 3), output: [1, 9, 12, 5]),
      transposed(outPad: Padding2D(top: -1, bottom: -2, left: 0, right: 1), output: [1, 3, 7, 5]),
    ],
    misses: [
      NearMiss("input rank 4", "input", conv(input: [8, 8, 3])),
      NearMiss("weight rank 4", "weight", conv(weight: [8, 3, 3])),
      NearMiss("input channels of the weight", "weight", conv(weight: [8, 3, 3, 4])),
      NearMiss("bias as long as the output channels", "bias", conv(bias: [7])),
      NearMiss("bias rank 1", "bias", conv(bias: [1, 8])),
      NearMiss("bias of the accumulator's type", "bias", changed(conv(), 2, .tensor(.int8, [8]))),
      NearMiss("accumulator", "acc_type", conv(accType: .int48)),
      NearMiss("weight type", "weight", changed(conv(), 1, .tensor(.int16, [8, 3, 3, 3]))),
      NearMiss("zero point of the input's type", "input_zp", changed(conv(), 3, .zero(.int32))),
      NearMiss(
        "zero point 0 unless INT8", "input_zp",
        conv(types: .int16, zeros: [.constant(.int16, [1]), .zero(.int8)])),
      NearMiss(
        "zero point 0 for FP32", "weight_zp",
        conv(types: .float, zeros: [.zero(.fp32), .constant(.fp32, [1])])),
      NearMiss.specified(
        "constant zero point", "weight_zp", changed(conv(), 4, .tensor(.int8, [1]))),
      NearMiss.specified(
        "one zero point", "input_zp", changed(conv(), 3, .constant(.int8, [0, 0]))),
      NearMiss.specified(
        "equal zero points of all channels", "weight_zp",
        conv(zeros: [.zero(.int8), channelZeroPoints([0, 0, 0, 0, 0, 0, 0, 1])])),
      NearMiss.specified(
        "as many zero points as channels", "weight_zp",
        conv(zeros: [.zero(.int8), channelZeroPoints([0, 0])])),
      NearMiss("stride at least 1", "stride", conv(stride: 0)),
      NearMiss("stride of level 8K", "stride", conv(stride: 8193)),
      NearMiss("stride that no size can hold", "stride", conv(stride: Int(Int32.min))),
      NearMiss("dilation at least 1", "dilation", conv(dilation: 0)),
      NearMiss("dilated kernel of level 8K", "dilation", conv(dilation: 2731)),
      NearMiss("dilation that overflows", "dilation", conv(dilation: .max)),
      NearMiss("pad not negative", "pad", conv(pad: Padding2D(top: -1))),
      NearMiss("pad of level 8K", "pad", conv(pad: Padding2D(right: 8193))),
      NearMiss("exact output size", "stride", conv(stride: 2)),
      NearMiss("window within the input", "weight", conv(input: [1, 2, 8, 3], pad: Padding2D())),
      NearMiss(
        "input channels of depthwise weights", "weight",
        RuleCase(
          .depthwiseConv2D(DepthwiseConv2D(accType: .int32)),
          operands([1, 5, 5, 4], [3, 3, 3, 2], bias: [6]), .int32, [1, 3, 3, 6])),
      NearMiss(
        "bias for each multiple of a channel", "bias",
        RuleCase(
          .depthwiseConv2D(DepthwiseConv2D(accType: .int32)),
          operands([1, 5, 5, 4], [3, 3, 4, 2], bias: [4]), .int32, [1, 3, 3, 8])),
      NearMiss("three strides", "stride", conv3D(stride: [1, 1])),
      NearMiss("six pads", "pad", conv3D(pad: [0, 0, 0, 0])),
      NearMiss("three dilations", "dilation", conv3D(dilation: [1])),
      NearMiss("stride in depth", "stride", conv3D(stride: [0, 1, 1])),
      NearMiss(
        "out_pad above minus the kernel", "out_pad",
        transposed(outPad: Padding2D(top: -3), output: [1, 3, 6, 5])),
      NearMiss("stride of the output", "stride", transposed(stride: Spatial2D(y: 1, x: 0))),
      NearMiss("out_pad of level 8K", "out_pad", transposed(outPad: Padding2D(left: 8193))),
      NearMiss(
        "an output at all", "out_pad",
        RuleCase(
          .transposeConv2D(
            TransposeConv2D(outPad: Padding2D(top: -2, bottom: -2), accType: .int32)),
          operands([1, 1, 1, 1], [1, 3, 3, 1], bias: [1]), .int32, [1, 1, 3, 1])),
    ])

  private enum ConvTypes { case int8, int16, float }

  private static func conv(
    input: Shape = [1, 8, 8, 3], weight: Shape = [8, 3, 3, 3], bias: Shape = [8], stride: Int = 1,
    dilation: Int = 1, pad: Padding2D = Padding2D(top: 1, bottom: 1, left: 1, right: 1),
    accType: DType? = nil, types: ConvTypes = .int8, zeros: [Given]? = nil,
    output: Shape = [1, 8, 8, 8]
  ) -> RuleCase {
    let (inType, weightType, outType): (DType, DType, DType) =
      switch types {
      case .int8: (.int8, .int8, .int32)
      case .int16: (.int16, .int8, .int48)
      case .float: (.fp32, .fp32, .fp32)
      }
    let conv = Conv2D(
      pad: pad, stride: Spatial2D(y: stride, x: stride),
      dilation: Spatial2D(y: dilation, x: dilation), accType: accType ?? outType)
    return RuleCase(
      .conv2D(conv),
      [.tensor(inType, input), .tensor(weightType, weight), .tensor(outType, bias)]
        + (zeros ?? [.zero(inType), .zero(weightType)]), outType, output)
  }

  private static func operands(_ input: Shape, _ weight: Shape, bias: Shape) -> [Given] {
    [
      .tensor(.int8, input), .tensor(.int8, weight), .tensor(.int32, bias), .zero(.int8),
      .zero(.int8),
    ]
  }

  private static func channelZeroPoints(_ values: [Int]) -> Given {
    var given = Given.constant(.int8, values)
    given.type.shape = [1]
    return given
  }

  private static func conv3D(
    pad: [Int] = [0, 0, 1, 1, 0, 2], stride: [Int] = [1, 1, 1], dilation: [Int] = [1, 1, 1],
    output: Shape = [1, 2, 3, 3, 5]
  ) -> RuleCase {
    RuleCase(
      .conv3D(Conv3D(pad: pad, stride: stride, dilation: dilation, accType: .int32)),
      operands([1, 3, 3, 3, 2], [5, 2, 3, 3, 2], bias: [5]), .int32, output)
  }

  private static func transposed(
    stride: Spatial2D = Spatial2D(y: 1, x: 1), outPad: Padding2D = Padding2D(),
    output: Shape = [1, 6, 6, 5]
  ) -> RuleCase {
    RuleCase(
      .transposeConv2D(TransposeConv2D(outPad: outPad, stride: stride, accType: .int32)),
      operands([1, 4, 4, 2], [5, 3, 3, 2], bias: [5]), .int32, output)
  }
}

/// `sample` with one operand replaced.
func changed(_ sample: RuleCase, _ index: Int, _ operand: Given) -> RuleCase {
  var copy = sample
  copy.operands[index] = operand
  return copy
}

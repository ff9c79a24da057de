import Graph

// TRANSPOSE_CONV2D: input [N, IH, IW, IC], weight [OC, KH, KW, IC], bias [OC] or [1].
//
// It is a convolution of stride 1, with the taps reversed, over an input whose neighbours are
// `stride` apart and which stands in a border as wide as the kernel less one.
extension TransposeConv2D: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool { DenseConvolution.accepts(operands) }
  var constantOperands: Range<Int> { 3..<5 }
  func limitation(_ operands: Operands) -> String? { DenseConvolution.limitation(operands) }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    let (input, weight, output) = (
      site.inputs[0].shape, site.inputs[1].shape, site.outputs[0].shape
    )
    return DenseConvolution(
      input: Volume(depth: 1, height: input[1], width: input[2]),
      output: Volume(depth: 1, height: output[1], width: output[2]),
      kernel: Volume(depth: 1, height: weight[1], width: weight[2]),
      origin: Volume(
        depth: 0, height: weight[1] - 1 + outPad.top, width: weight[2] - 1 + outPad.left),
      spread: Volume(depth: 1, height: stride.y, width: stride.x),
      weightOrder: .reversedTaps(outer: weight[0], taps: weight[1] * weight[2], inner: weight[3]),
      biasFirst: true,
      inputChannels: input[3], outputChannels: output[3]
    ).step(at: &site, level)
  }
}

import Graph

// CONV2D: input [N, IH, IW, IC], weight [OC, KH, KW, IC], bias [OC] or [1].
extension Conv2D: IntegerOperator {
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
      stride: Volume(depth: 1, height: stride.y, width: stride.x),
      dilation: Volume(depth: 1, height: dilation.y, width: dilation.x),
      origin: Volume(depth: 0, height: pad.top, width: pad.left),
      inputChannels: input[3], outputChannels: output[3]
    ).step(at: &site, level)
  }
}

import Graph

// CONV3D: input [N, ID, IH, IW, IC], weight [OC, KD, KH, KW, IC], bias [OC] or [1].
extension Conv3D: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool { DenseConvolution.accepts(operands) }
  var constantOperands: Range<Int> { 3..<5 }
  func limitation(_ operands: Operands) -> String? { DenseConvolution.limitation(operands) }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    let (input, weight, output) = (
      site.inputs[0].shape, site.inputs[1].shape, site.outputs[0].shape
    )
    return DenseConvolution(
      input: Volume(depth: input[1], height: input[2], width: input[3]),
      output: Volume(depth: output[1], height: output[2], width: output[3]),
      kernel: Volume(depth: weight[1], height: weight[2], width: weight[3]),
      stride: Volume(depth: stride[0], height: stride[1], width: stride[2]),
      dilation: Volume(depth: dilation[0], height: dilation[1], width: dilation[2]),
      origin: Volume(depth: pad[0], height: pad[2], width: pad[4]),
      inputChannels: input[4], outputChannels: output[4]
    ).step(at: &site, level)
  }
}

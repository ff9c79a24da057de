import Graph

/// `quantized_decomposed::dequantize_per_tensor.out(input, scale, zero_point, quant_min, quant_max,
/// dtype, out_dtype, out)`: integers to real numbers.
///
/// As in ExecuTorch's `kernels/quantized/cpu/op_dequantize.cpp`: the INT32 difference to the zero
/// point, as FP32, times the FP32 scale. The limits are not used. Of an engine that computes in real
/// values the input is FP32 in units of the integers; the formula is the same, in FP32.
struct DequantizePerTensor: PortableOperator {
  let name = ProgramOperator("quantized_decomposed::dequantize_per_tensor", overload: "out")

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let input = try site.input(0)
    let parameters = try QuantizationArguments(site)
    let output = try site.output(7)
    try site.require(.fp32, of: output, "out")
    try site.require(input.shape, of: output, "out")
    try parameters.check(dtypeOf: input, "input", site)

    let (from, to) = (input.slot, output.slot)
    let scale = Float(parameters.scale)
    let zero = parameters.zeroPoint
    switch input.dtype {
    case .int8:
      return { dequantize($0[from], as: Int8.self, zero: zero, scale: scale, into: &$0[to]) }
    case .int16:
      return { dequantize($0[from], as: Int16.self, zero: zero, scale: scale, into: &$0[to]) }
    case .int32:
      return { dequantize($0[from], as: Int32.self, zero: zero, scale: scale, into: &$0[to]) }
    case .fp32 where input.isReal:
      return { slots in
        let source = slots[from]
        source.withElements(as: Float.self) { values in
          slots[to].withMutableElements(as: Float.self) { reals in
            for index in values.indices { reals[index] = (values[index] - Float(zero)) * scale }
          }
        }
      }
    default: throw site.unsupported("no kernel for \(input.dtype)")
    }
  }
}

private func dequantize<Element: TensorElement & FixedWidthInteger>(
  _ source: Tensor, as element: Element.Type, zero: Int32, scale: Float, into result: inout Tensor
) {
  source.withElements(as: Element.self) { integers in
    result.withMutableElements(as: Float.self) { reals in
      for index in integers.indices {
        reals[index] = Float(Int32(truncatingIfNeeded: integers[index]) &- zero) * scale
      }
    }
  }
}

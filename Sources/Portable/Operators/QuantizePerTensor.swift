import Graph

/// `quantized_decomposed::quantize_per_tensor.out(input, scale, zero_point, quant_min, quant_max,
/// dtype, out)`: real numbers to integers.
///
/// As in ExecuTorch's `kernels/quantized/cpu/op_quantize.cpp`: the FP32 product with the FP32
/// reciprocal of the scale, rounded half to even, plus the zero point in FP32, clamped. What C leaves
/// open saturates: numbers beyond the integers at the nearer end, NaN at `quant_min`.
struct QuantizePerTensor: PortableOperator {
  let name = ProgramOperator("quantized_decomposed::quantize_per_tensor", overload: "out")

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let input = try site.input(0)
    let parameters = try QuantizationArguments(site)
    let output = try site.output(6)
    try site.require(.fp32, of: input, "input")
    guard input.scalarType == .float else { throw site.unsupported("input is quantized already") }
    try site.require(input.shape, of: output, "out")
    try parameters.check(dtypeOf: output, "out", site)
    guard let range = output.dtype.integerRange, range.contains(parameters.minimum),
      range.contains(parameters.maximum)
    else { throw site.invalid("quant_min and quant_max are outside \(output.dtype)") }

    let (from, to) = (input.slot, output.slot)
    switch output.dtype {
    case .int8: return { parameters.quantize($0[from], into: &$0[to], as: Int8.self) }
    case .int16: return { parameters.quantize($0[from], into: &$0[to], as: Int16.self) }
    case .int32: return { parameters.quantize($0[from], into: &$0[to], as: Int32.self) }
    default: throw site.unsupported("no kernel for \(output.dtype)")
    }
  }
}

extension QuantizationArguments {
  fileprivate func quantize<Element: TensorElement & FixedWidthInteger>(
    _ source: Tensor, into result: inout Tensor, as element: Element.Type
  ) {
    let inverse = 1 / Float(scale)
    let zero = Float(zeroPoint)
    let (low, high) = (Double(minimum), Double(maximum))
    let (first, last) = (Element(minimum), Element(maximum))
    source.withElements(as: Float.self) { values in
      result.withMutableElements(as: Element.self) { integers in
        for index in values.indices {
          let real = Double(zero + (inverse * values[index]).rounded(.toNearestOrEven))
          integers[index] = real >= high ? last : real > low ? Element(real) : first
        }
      }
    }
  }
}

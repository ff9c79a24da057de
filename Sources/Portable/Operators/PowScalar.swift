import Graph

/// `aten::pow.Tensor_Scalar_out(input, exponent, out)` on FP32.
///
/// The exponent, of any kind, is rounded to FP32 first, as ExecuTorch's kernel does. The square is one
/// product, which is what a correctly rounded power gives.
struct PowScalar: PortableOperator {
  let name = ProgramOperator("aten::pow", overload: "Tensor_Scalar_out")

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let input = try site.reals(0)
    let exponent = try site.scalar(1)
    let output = try site.realOutput(2, input.shape)
    return { [from = input.slot, to = output.slot] slots in
      let source = slots[from]
      source.withElements(as: Float.self) { values in
        slots[to].withMutableElements(as: Float.self) { results in
          if exponent == 2 {
            for index in values.indices { results[index] = values[index] * values[index] }
          } else {
            for index in values.indices {
              results[index] = Elementary.pow(values[index], exponent)
            }
          }
        }
      }
    }
  }
}

import Graph

/// `aten::gt.Scalar_out(input, other, out)` on FP32: whether each element is greater than a number.
///
/// The number, of any kind, is rounded to FP32 first, as ExecuTorch's kernel does; NaN is greater
/// than nothing.
struct GreaterScalar: PortableOperator {
  let name = ProgramOperator("aten::gt", overload: "Scalar_out")

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let input = try site.reals(0)
    let other = try site.scalar(1)
    let output = try site.output(2)
    try site.require(.bool, of: output, "out")
    try site.require(input.shape, of: output, "out")

    return { [from = input.slot, to = output.slot] slots in
      let source = slots[from]
      source.withElements(as: Float.self) { values in
        slots[to].withMutableElements(as: UInt8.self) { results in
          for index in values.indices { results[index] = values[index] > other ? 1 : 0 }
        }
      }
    }
  }
}

import Graph

/// `aten::log1p.out(input, out)` on FP32, correctly rounded in all but some 2^-27 of cases.
struct Log1p: PortableOperator {
  let name = ProgramOperator("aten::log1p", overload: "out")

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let input = try site.input(0)
    let output = try site.output(1)
    try site.require(.fp32, of: input, "input")
    try site.require(.fp32, of: output, "out")
    try site.require(input.shape, of: output, "out")
    guard !input.isReal else { throw site.unsupported("no kernel for \(input.scalarType.name)") }

    return { [from = input.slot, to = output.slot] slots in
      let source = slots[from]
      source.withElements(as: Float.self) { values in
        slots[to].withMutableElements(as: Float.self) { results in
          for index in values.indices { results[index] = Elementary.log1p(values[index]) }
        }
      }
    }
  }
}

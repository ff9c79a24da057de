import Graph

/// An operator of one FP32 tensor that works on each element alone: `(input, out)`.
///
/// All but `neg`, `relu` and `rsqrt` are correctly rounded in all but some 2^-27 of cases;
/// ExecuTorch calls the C library, which is not.
struct Unary: PortableOperator {
  let name: ProgramOperator
  private let function: @Sendable (Float) -> Float

  private init(_ name: String, _ function: @escaping @Sendable (Float) -> Float) {
    self.name = ProgramOperator(name, overload: "out")
    self.function = function
  }

  /// All of them.
  static let all = [
    Unary("aten::exp") { Elementary.exp($0) },
    Unary("aten::log") { Elementary.log($0) },
    Unary("aten::log1p") { Elementary.log1p($0) },
    Unary("aten::neg") { -$0 },
    // NaN stays: `op_relu.cpp` returns it as it is.
    Unary("aten::relu") { $0 > 0 || $0.isNaN ? $0 : 0 },
    // Both roundings of `op_rsqrt.cpp`: 1.0 / std::sqrt(x), the quotient in double.
    Unary("aten::rsqrt") { Float(1 / Double($0.squareRoot())) },
    Unary("aten::sigmoid") { Elementary.sigmoid($0) },
    Unary("aten::sqrt") { $0.squareRoot() },
    Unary("aten::tanh") { Elementary.tanh($0) },
  ]

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let input = try site.reals(0)
    let output = try site.realOutput(1, input.shape)
    return { [from = input.slot, to = output.slot] slots in
      let source = slots[from]
      source.withElements(as: Float.self) { values in
        slots[to].withMutableElements(as: Float.self) { results in
          for index in values.indices { results[index] = function(values[index]) }
        }
      }
    }
  }
}

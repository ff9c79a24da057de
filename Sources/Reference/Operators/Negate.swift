import Graph

extension Negate {
  /// The element on the other side of zero; an integer between its zero points, and saturated.
  func step(_ site: inout OperatorSite, _ arithmetic: Arithmetic) throws(EngineError) -> Step {
    let (source, result) = (site.inputs[0], site.outputs[0])
    switch (arithmetic, source.dtype) {
    case (.fp32, .fp32):
      return { arena in
        let elements = arena.read(source, as: Float.self)
        let out = arena.write(result, as: Float.self)
        for index in elements.indices { out[index] = -elements[index] }
      }
    case (.fp32, let dtype): throw site.unsupported("NEGATE of \(dtype) is not computed")
    case (.real, _):
      let sum =
        try site.zeroPoint(1, "input1_zp") + site.zeroPoint(2, "output_zp")
      let range = Saturation(to: result.dtype)
      return { arena in
        let elements = arena.read(source, as: Double.self)
        let out = arena.write(result, as: Double.self)
        for index in elements.indices { out[index] = range.apply(sum - elements[index]) }
      }
    }
  }
}

import Graph

extension Clamp {
  /// Every element brought into a range; -0 is not below 0.
  func step(_ site: inout OperatorSite, _ arithmetic: Arithmetic) throws(EngineError) -> Step {
    let (source, result) = (site.inputs[0], site.outputs[0])
    let keepsNaN = nanMode == .propagate
    let lowest = Tensor(TensorType(source.dtype, [1]), bytes: minimum).realValues[0]
    let highest = Tensor(TensorType(source.dtype, [1]), bytes: maximum).realValues[0]
    switch (arithmetic, source.dtype) {
    case (.fp32, .fp32):
      let (low, high) = (Float(lowest), Float(highest))
      return { arena in
        clamp(arena.read(source, as: Float.self), arena.write(result), low, high, keepsNaN)
      }
    case (.fp32, let dtype): throw site.unsupported("CLAMP of \(dtype) is not computed")
    case (.real, _):
      return { arena in
        clamp(arena.read(source, as: Double.self), arena.write(result), lowest, highest, keepsNaN)
      }
    }
  }
}

private func clamp<Element: ReferenceNumber>(
  _ source: UnsafeBufferPointer<Element>, _ result: UnsafeMutableBufferPointer<Element>,
  _ low: Element, _ high: Element, _ keepsNaN: Bool
) {
  guard let out = result.baseAddress else { return }
  if keepsNaN {
    for index in source.indices {
      let x = source[index]
      let raised = x < low ? low : x
      out[index] = raised > high ? high : raised
    }
  } else {
    for index in source.indices {
      let x = source[index]
      let raised = x < low || x.isNaN ? low : x
      out[index] = raised > high ? high : raised
    }
  }
}

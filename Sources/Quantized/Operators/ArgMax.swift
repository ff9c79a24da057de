import Graph

// ARGMAX: the first of equals wins; the result loses the axis.
extension ArgMax: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool {
    operands.are(.int8, giving: .int32) || operands.are(.int16, giving: .int32)
  }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    site.inputs[0].dtype == .int16 ? find(site, as: Int16.self) : find(site, as: Int8.self)
  }

  private func find<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ site: OperatorSite, as element: Element.Type
  ) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let layout = AxisLayout(input.shape, axis: axis)
    return { (arena) throws(EngineError) in
      guard let from = arena.read(input, as: Element.self).baseAddress,
        let to = arena.write(output, as: Int32.self).baseAddress
      else { return }
      for outer in 0..<layout.outer {
        for inner in 0..<layout.inner {
          let first = from + (outer &* layout.size &* layout.inner &+ inner)
          var best = 0
          for i in 0..<layout.size
          where first[i &* layout.inner] > first[best &* layout.inner] { best = i }
          to[outer &* layout.inner &+ inner] = Int32(truncatingIfNeeded: best)
        }
      }
    }
  }
}

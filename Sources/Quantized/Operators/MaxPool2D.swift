import Graph

// MAX_POOL2D: NHWC; padding never wins.
extension MaxPool2D: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool { operands.share([.int8, .int16]) }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    site.inputs[0].dtype == .int16 ? pool(site, as: Int16.self) : pool(site, as: Int8.self)
  }

  private func pool<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ site: OperatorSite, as element: Element.Type
  ) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let windows = PoolWindows(
      input: input.shape, output: output.shape, kernel: kernel, stride: stride, pad: pad)
    let channels = input.shape[3]
    return { (arena) throws(EngineError) in
      guard let from = arena.read(input, as: Element.self).baseAddress,
        let to = arena.write(output, as: Element.self).baseAddress
      else { return }
      windows.forEach { window in
        let target = to + window.output &* channels
        for c in 0..<channels { target[c] = .min }
        for y in window.rows {
          for x in window.columns {
            let source = from + (y &* windows.width &+ x) &* channels
            for c in 0..<channels { target[c] = max(target[c], source[c]) }
          }
        }
      }
    }
  }
}

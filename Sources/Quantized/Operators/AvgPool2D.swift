import Graph

// AVG_POOL2D: NHWC; the sum of the elements in the window less the zero point, divided by their
// number with `reciprocal_scale`. Padding does not count.
extension AvgPool2D: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool { operands.share([.int8, .int16]) }
  var constantOperands: Range<Int> { 1..<3 }

  /// The INT32 sum of a window must not overflow.
  func limitation(_ operands: Operands) -> String? {
    let most = operands.dtype == .int16 ? 1 << 15 : 1 << 23
    let count = kernel.y.multipliedReportingOverflow(by: kernel.x)
    return count.overflow || count.partialValue > most ? "a window has over \(most) elements" : nil
  }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    site.inputs[0].dtype == .int16 ? pool(&site, as: Int16.self) : pool(&site, as: Int8.self)
  }

  private func pool<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ site: inout OperatorSite, as element: Element.Type
  ) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let windows = PoolWindows(
      input: input.shape, output: output.shape, kernel: kernel, stride: stride, pad: pad)
    let channels = input.shape[3]
    let inputZero = Int32(truncatingIfNeeded: site.scalar(1))
    let outputZero = Int64(site.scalar(2))
    let space = site.reserveWorkspace(byteCount: channels * 4)
    return { (arena) throws(EngineError) in
      guard let from = arena.read(input, as: Element.self).baseAddress,
        let to = arena.write(output, as: Element.self).baseAddress,
        let sums = arena.workspace(space, as: Int32.self).baseAddress
      else { return }
      windows.forEach { window in
        for c in 0..<channels { sums[c] = 0 }
        for y in window.rows {
          for x in window.columns {
            let source = from + (y &* windows.width &+ x) &* channels
            for c in 0..<channels { sums[c] &+= Int32(truncatingIfNeeded: source[c]) &- inputZero }
          }
        }
        let count = max(window.rows.count &* window.columns.count, 1)
        let scale = ReciprocalScale(dividingBy: count)
        let target = to + window.output &* channels
        for c in 0..<channels {
          let mean = scale.apply(Int64(sums[c])) &+ outputZero
          target[c] = Element(
            truncatingIfNeeded: min(max(mean, Int64(Element.min)), Int64(Element.max)))
        }
      }
    }
  }
}

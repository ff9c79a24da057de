import Graph

extension AvgPool2D {
  /// The mean of each window: the sum in the order y, x, divided by the number of elements on the
  /// input. Integers less their zero point, plus the result's, saturated.
  func step(_ site: inout OperatorSite, _ arithmetic: Arithmetic) throws(EngineError) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let pool = PoolAxes(input.shape, output.shape, kernel: kernel, stride: stride, pad: pad)
    switch (arithmetic, input.dtype) {
    case (.fp32, .fp32):
      return { arena in
        average(pool, arena.read(input, as: Float.self), arena.write(output), 0) { $0 }
      }
    case (.fp32, let dtype): throw site.unsupported("AVG_POOL2D of \(dtype) is not computed")
    case (.real, _):
      let inputZero = try site.zeroPoint(1, "input_zp")
      let outputZero = try site.zeroPoint(2, "output_zp")
      let range = Saturation(to: output.dtype)
      return { arena in
        average(pool, arena.read(input, as: Double.self), arena.write(output), inputZero) {
          range.apply($0 + outputZero)
        }
      }
    }
  }
}

@inline(__always)
private func average<Element: ReferenceNumber>(
  _ pool: PoolAxes, _ input: UnsafeBufferPointer<Element>,
  _ output: UnsafeMutableBufferPointer<Element>, _ zero: Element,
  _ finish: (Element) -> Element
) {
  guard let image = input.baseAddress, var out = output.baseAddress else { return }
  let channels = pool.channels
  for batch in 0..<pool.batches {
    for row in pool.rows.windows {
      for column in pool.columns.windows {
        for channel in 0..<channels { out[channel] = 0 }
        for y in row.origin &+ row.first..<row.origin &+ row.end {
          for x in column.origin &+ column.first..<column.origin &+ column.end {
            let pixel = image + pool.offset(batch, y, x)
            for channel in 0..<channels { out[channel] += pixel[channel] - zero }
          }
        }
        let count = Element(row.count * column.count)
        for channel in 0..<channels { out[channel] = finish(out[channel] / count) }
        out += channels
      }
    }
  }
}

import Graph

extension MaxPool2D {
  /// The largest element of each window; padding never wins.
  ///
  /// A NaN wins in mode PROPAGATE; in mode IGNORE only where there is nothing else.
  func step(_ site: inout OperatorSite, _ arithmetic: Arithmetic) throws(EngineError) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let pool = PoolAxes(input.shape, output.shape, kernel: kernel, stride: stride, pad: pad)
    switch (arithmetic, input.dtype, nanMode) {
    case (.fp32, .fp32, .propagate):
      return { arena in
        maximum(pool, arena.read(input, as: Float.self), arena.write(output), -.infinity) {
          $0.isNaN ? $0 : $1.isNaN || $1 > $0 ? $1 : $0
        }
      }
    case (.fp32, .fp32, .ignore):
      return { arena in
        maximum(pool, arena.read(input, as: Float.self), arena.write(output), .nan) {
          $0.isNaN || $1 > $0 ? $1 : $0
        }
      }
    case (.fp32, let dtype, _):
      throw site.unsupported("MAX_POOL2D of \(dtype) is not computed")
    case (.real, _, _):
      return { arena in
        maximum(pool, arena.read(input, as: Double.self), arena.write(output), -.infinity) {
          $1 > $0 ? $1 : $0
        }
      }
    }
  }
}

@inline(__always)
private func maximum<Element: ReferenceNumber>(
  _ pool: PoolAxes, _ input: UnsafeBufferPointer<Element>,
  _ output: UnsafeMutableBufferPointer<Element>, _ start: Element,
  _ larger: (Element, Element) -> Element
) {
  guard let image = input.baseAddress, var out = output.baseAddress else { return }
  let channels = pool.channels
  for batch in 0..<pool.batches {
    for row in pool.rows.windows {
      for column in pool.columns.windows {
        for channel in 0..<channels { out[channel] = start }
        for y in row.origin &+ row.first..<row.origin &+ row.end {
          for x in column.origin &+ column.first..<column.origin &+ column.end {
            let pixel = image + pool.offset(batch, y, x)
            for channel in 0..<channels { out[channel] = larger(out[channel], pixel[channel]) }
          }
        }
        out += channels
      }
    }
  }
}

import Graph

extension AvgPool2D {
  /// Every mean as a sum of products with 1, divided.
  func boundedStep(_ site: OperatorSite) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let pool = PoolAxes(input.shape, output.shape, kernel: kernel, stride: stride, pad: pad)
    let size = kernel.y * kernel.x
    return { arena in
      let x = arena.read(input, as: Bounded.self)
      pool.forEachWindow(arena.write(output)) { indices in
        var sum = DotProductSum()
        for index in indices { sum.add(x[index]) }
        return sum.result(size: size, dividedBy: Double(indices.count))
      }
    }
  }
}

extension MaxPool2D {
  /// The largest element; exact.
  func boundedStep(_ site: OperatorSite) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let pool = PoolAxes(input.shape, output.shape, kernel: kernel, stride: stride, pad: pad)
    let propagates = nanMode == .propagate
    return { arena in
      let x = arena.read(input, as: Bounded.self)
      pool.forEachWindow(arena.write(output)) { indices in
        Extremum.maximum(of: indices.lazy.map { x[$0] }, propagatesNaN: propagates)
      }
    }
  }
}

extension PoolAxes {
  /// Fills `output`, element by element, with what `body` makes of the indices of each window.
  fileprivate func forEachWindow(
    _ output: UnsafeMutableBufferPointer<Bounded>, _ body: ([Int]) -> Bounded
  ) {
    var index = 0
    var indices: [Int] = []
    for batch in 0..<batches {
      for row in rows.windows {
        for column in columns.windows {
          for channel in 0..<channels {
            indices.removeAll(keepingCapacity: true)
            for y in row.origin + row.first..<row.origin + row.end {
              for x in column.origin + column.first..<column.origin + column.end {
                indices.append(offset(batch, y, x) + channel)
              }
            }
            output[index] = body(indices)
            index += 1
          }
        }
      }
    }
  }
}

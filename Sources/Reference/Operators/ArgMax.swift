import Graph

extension ArgMax {
  /// The index of the first of the largest elements along an axis.
  ///
  /// A NaN is the largest of all in mode PROPAGATE, and no candidate in mode IGNORE.
  func step(_ site: inout OperatorSite, _ arithmetic: Arithmetic) throws(EngineError) -> Step {
    let (source, result) = (site.inputs[0], site.outputs[0])
    let shape = source.shape
    let count = shape[axis]
    let inner = shape[(axis + 1)...].reduce(1, *)
    let outer = shape[..<axis].reduce(1, *)
    let propagates = nanMode == .propagate
    switch (arithmetic, source.dtype) {
    case (.fp32, .fp32):
      return { arena in
        let elements = arena.read(source, as: Float.self)
        let out = arena.write(result, as: Int32.self)
        for block in 0..<outer {
          for column in 0..<inner {
            out[block * inner + column] = Int32(
              largest(elements, block * count * inner + column, count, inner, propagates))
          }
        }
      }
    case (.fp32, let dtype): throw site.unsupported("ARGMAX of \(dtype) is not computed")
    case (.real, _):
      return { arena in
        let elements = arena.read(source, as: Double.self)
        let out = arena.write(result, as: Double.self)
        for block in 0..<outer {
          for column in 0..<inner {
            out[block * inner + column] = Double(
              largest(elements, block * count * inner + column, count, inner, propagates))
          }
        }
      }
    }
  }
}

private func largest<Element: ReferenceNumber>(
  _ elements: UnsafeBufferPointer<Element>, _ start: Int, _ count: Int, _ step: Int,
  _ propagates: Bool
) -> Int {
  var best = 0
  var value = -Element.infinity
  for index in 0..<count {
    let candidate = elements[start + index * step]
    if candidate.isNaN {
      if propagates { return index }
    } else if candidate > value {
      value = candidate
      best = index
    }
  }
  return best
}

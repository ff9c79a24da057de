import Graph

extension ReductionSearch {
  /// Sets inputs and constants to zero, as much of each as may be.
  mutating func simplifyValues() {
    for position in best.inputs.indices {
      simplify(best.inputs[position]) { candidate, value in candidate.inputs[position] = value }
    }
    for index in best.block.tensors.indices {
      guard let value = best.block.tensors[index].value, value.dtype != .shape else { continue }
      simplify(value) { candidate, value in
        var block = candidate.block
        block.tensors[index].value = value
        candidate.block = block
      }
    }
  }

  /// All zero, else the first and then the second half of what is left.
  private mutating func simplify(
    _ value: Tensor, _ replace: (inout FuzzCase, Tensor) -> Void
  ) {
    var value = value
    var parts = [0..<value.count]
    while let part = parts.first, hasBudget {
      parts.removeFirst()
      guard let zeroed = value.zeroed(part) else { continue }
      var candidate = best
      replace(&candidate, zeroed)
      if accept(candidate) {
        value = zeroed
      } else if part.count > 1, parts.count < 4 {
        let middle = part.lowerBound + part.count / 2
        parts += [part.lowerBound..<middle, middle..<part.upperBound]
      }
    }
  }
}

extension Tensor {
  /// The tensor with some elements zero; nil if they are already.
  fileprivate func zeroed(_ elements: Range<Int>) -> Tensor? {
    let width = dtype.hostSize
    var changed = bytes
    for index in elements.lowerBound * width..<elements.upperBound * width { changed[index] = 0 }
    return changed == bytes ? nil : Tensor(type, bytes: changed)
  }
}

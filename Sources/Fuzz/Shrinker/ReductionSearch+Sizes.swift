import Graph

extension ReductionSearch {
  /// Makes axes smaller, the class that holds most first: to 1, else by halves, else by one.
  /// - Returns: whether one could be made smaller.
  mutating func reduceSizes() -> Bool {
    var didReduce = false
    var done: Set<String> = []
    while hasBudget {
      let classes = AxisClasses(best.block)
      guard let next = axes(classes).first(where: { !done.contains($0.key) }) else { break }
      done.insert(next.key)
      if reduce(next) { didReduce = true }
    }
    return didReduce
  }

  /// A class of axes that inputs or constants have, by a name that stays the same as sizes change.
  private struct Axis {
    var key: String
    var root: Int
    var size: Int
    /// How many elements of inputs and constants lie along it.
    var weight: Int
    /// Where the differing element is on it; nil if its result is not.
    var place: Int?
  }

  private func axes(_ classes: AxisClasses) -> [Axis] {
    let block = best.block
    let producers = block.producers
    var found: [Int: Axis] = [:]
    var order: [Int] = []
    for (index, tensor) in block.tensors.enumerated() where tensor.type.dtype != .shape {
      let id = TensorID(index)
      if let producer = producers[id], !block.operators[producer].operation.isConstant { continue }
      for axis in tensor.type.shape.indices where tensor.type.shape[axis] > 1 {
        let root = classes.root(of: id, axis: axis)
        guard !classes.isFixed(class: root) else { continue }
        if found[root] == nil {
          order.append(root)
          found[root] = Axis(
            key: "\(tensor.name)/\(axis)", root: root, size: tensor.type.shape[axis], weight: 0)
        }
        found[root]?.weight += tensor.type.shape.elementCount
      }
    }
    if let index = failure.operatorIndex, block.operators.indices.contains(index),
      let result = block.operators[index].outputs.first,
      let witness, witness.count == block[result].type.shape.rank
    {
      for axis in witness.indices {
        found[classes.root(of: result, axis: axis)]?.place = witness[axis]
      }
    }
    return order.compactMap { found[$0] }.enumerated()
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.map(\.element)
  }

  private mutating func reduce(_ axis: Axis) -> Bool {
    var (low, size) = (1, axis.size)
    var didReduce = false
    // Sizes below `low` are known not to fail: try the least first, then between.
    while low < size, hasBudget {
      let target = didReduce || low > 1 ? low + (size - low) / 2 : low
      if shorten(axis, to: target) {
        size = target
        didReduce = true
      } else {
        low = target + 1
      }
    }
    return didReduce
  }

  /// Tries one size, kept around the differing element, then at the start, then at the end.
  private mutating func shorten(_ axis: Axis, to size: Int) -> Bool {
    let classes = AxisClasses(best.block)
    let present = best
    guard
      let now = axes(classes).first(where: { $0.key == axis.key })
    else { return false }
    var starts: [Int] = []
    if let place = now.place { starts.append(min(place, now.size - size)) }
    for start in [0, now.size - size] where !starts.contains(start) { starts.append(start) }
    for start in starts.prefix(2) {
      var resizing = Resizing(present, classes, class: now.root, size: size, start: start)
      if accept(resizing.result(), cut: resultCut(of: now, start: start, size: size, classes)) {
        return true
      }
    }
    return false
  }

  /// The axes of the differing result that are in a class which is cut.
  private func resultCut(
    of axis: Axis, start: Int, size: Int, _ classes: AxisClasses
  ) -> [Int: ResultCut] {
    guard let index = failure.operatorIndex, best.block.operators.indices.contains(index),
      let result = best.block.operators[index].outputs.first
    else { return [:] }
    var cut: [Int: ResultCut] = [:]
    for place in best.block[result].type.shape.indices
    where classes.root(of: result, axis: place) == axis.root {
      cut[place] = ResultCut(start: start, size: size)
    }
    return cut
  }

  /// Makes element types plainer.
  mutating func simplifyTypes() {
    for candidate in best.withPlainerTypes where accept(candidate) { return }
  }

  /// Brings attributes nearer to their plainest values.
  /// - Returns: whether one could be changed.
  mutating func simplifyAttributes() -> Bool {
    var didChange = false
    var index = 0
    while index < best.block.operators.count, hasBudget {
      let steps = AttributeSteps.simpler(than: best.block.operators[index].operation)
      let accepted = steps.contains { operation in
        var candidate = best
        var block = best.block
        block.operators[index].operation = operation
        guard let inferred = block.inferred() else { return false }
        candidate.block = inferred
        return accept(candidate)
      }
      if accepted { didChange = true } else { index += 1 }
    }
    return didChange
  }
}

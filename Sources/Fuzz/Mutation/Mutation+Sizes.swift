import Graph

extension Mutation {
  static let sizes = [Mutation("size", 5) { $0.resize() }]
}

extension CaseEdit {
  /// Another size of an axis, and of all that must agree with it: an edge, or one more or less.
  fileprivate mutating func resize() -> Bool {
    let block = block
    let classes = AxisClasses(block)
    let roots = Set((0..<classes.axisCount).map(classes.root)).sorted()
      .filter { !classes.isFixed(class: $0) && classes.size(ofClass: $0) > 0 }
    guard !roots.isEmpty else { return false }
    let root = dice.pick(roots)
    let size = classes.size(ofClass: root)
    let wanted: Int =
      switch dice.integer(in: 0...4) {
      case 0: size + 1
      case 1: size - 1
      case 2: dice.pick(EdgeSizes.long + EdgeSizes.manyChannels)
      default: dice.pick(EdgeSizes.spatial)
      }
    guard wanted > 0, wanted != size, fits(wanted, root, classes) else { return false }
    var resizing = Resizing(
      item, classes, class: root, size: wanted,
      start: wanted < size ? dice.integer(in: 0...size - wanted) : 0)
    guard let resized = resizing.result() else { return false }
    item = resized
    return true
  }

  /// Whether no tensor gets too large with all axes of a class of a size.
  private func fits(_ wanted: Int, _ root: Int, _ classes: AxisClasses) -> Bool {
    block.tensors.enumerated().allSatisfy { index, tensor in
      guard tensor.type.dtype != .shape else { return true }
      let sizes = tensor.type.shape.indices.map { axis in
        classes.root(of: TensorID(index), axis: axis) == root ? wanted : tensor.type.shape[axis]
      }
      return Shape(sizes).elementCount <= limits.elements * 2
    }
  }
}

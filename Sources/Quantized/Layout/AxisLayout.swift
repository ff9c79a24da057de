import Graph

/// A tensor seen as `[outer, axis, inner]`, for operators along one axis.
struct AxisLayout: Sendable, Hashable {
  let outer: Int
  let size: Int
  let inner: Int

  init(_ shape: Shape, axis: Int) {
    outer = shape.dimensions.prefix(axis).reduce(1, *)
    size = shape[axis]
    inner = shape.dimensions.dropFirst(axis + 1).reduce(1, *)
  }
}

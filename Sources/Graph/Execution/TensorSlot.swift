/// Where a tensor lives while a graph runs: an offset among the plan's constants, or in the arena.
public struct TensorSlot: Sendable, Hashable {
  /// The type that the graph declares.
  public let type: TensorType
  @usableFromInline let isConstant: Bool
  @usableFromInline let offset: Int
  @usableFromInline let count: Int

  init(type: TensorType, isConstant: Bool, offset: Int) {
    self.type = type
    self.isConstant = isConstant
    self.offset = offset
    self.count = type.shape.elementCount
  }

  /// The number of elements.
  @inlinable public var elementCount: Int { count }
  /// The dimensions.
  @inlinable public var shape: Shape { type.shape }
  /// The declared element type.
  @inlinable public var dtype: DType { type.dtype }
}

/// Memory that a kernel needs only while it runs.
public struct WorkspaceSlot: Sendable, Hashable {
  @usableFromInline let offset: Int
  @usableFromInline let byteCount: Int

  init(offset: Int, byteCount: Int) {
    self.offset = offset
    self.byteCount = byteCount
  }
}

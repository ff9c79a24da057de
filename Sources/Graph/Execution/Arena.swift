/// The memory of one session: its intermediate tensors, and a view of the plan's constants.
///
/// Not `Sendable`: one worker owns it.
public final class Arena {
  @usableFromInline let constants: UnsafeRawPointer
  @usableFromInline let memory: UnsafeMutableRawPointer
  private let pool: ConstantPool

  init(byteCount: Int, constants pool: ConstantPool) {
    self.pool = pool
    constants = UnsafeRawPointer(pool.base)
    memory = .allocate(byteCount: max(byteCount, 1), alignment: MemoryPlan.alignment)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: max(byteCount, 1))
  }

  deinit { memory.deallocate() }

  @usableFromInline
  func address(_ slot: TensorSlot) -> UnsafeRawPointer {
    slot.isConstant ? constants + slot.offset : UnsafeRawPointer(memory + slot.offset)
  }

  /// The elements of a tensor, to read.
  @inlinable
  public func read<Element: BitwiseCopyable>(
    _ slot: TensorSlot, as element: Element.Type = Element.self
  ) -> UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(
      start: address(slot).assumingMemoryBound(to: Element.self), count: slot.count)
  }

  /// The elements of a tensor, to write.
  @inlinable
  public func write<Element: BitwiseCopyable>(
    _ slot: TensorSlot, as element: Element.Type = Element.self
  ) -> UnsafeMutableBufferPointer<Element> {
    precondition(!slot.isConstant, "a constant can't be written")
    return UnsafeMutableBufferPointer(
      start: (memory + slot.offset).assumingMemoryBound(to: Element.self), count: slot.count)
  }

  /// A kernel's workspace; its content is whatever the last user left.
  @inlinable
  public func workspace<Element: BitwiseCopyable>(
    _ slot: WorkspaceSlot, as element: Element.Type = Element.self
  ) -> UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(
      start: (memory + slot.offset).assumingMemoryBound(to: Element.self),
      count: slot.byteCount / MemoryLayout<Element>.stride)
  }
}

/// The constants of a plan, laid out once and shared by its sessions.
final class ConstantPool: @unchecked Sendable {
  // Unchecked: written only before the plan that owns it is shared.
  let base: UnsafeMutableRawPointer
  let byteCount: Int

  init(byteCount: Int) {
    self.byteCount = byteCount
    base = .allocate(byteCount: max(byteCount, 1), alignment: MemoryPlan.alignment)
    base.initializeMemory(as: UInt8.self, repeating: 0, count: max(byteCount, 1))
  }

  deinit { base.deallocate() }
}

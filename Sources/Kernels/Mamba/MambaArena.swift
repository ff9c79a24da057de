/// Memory that the caller gives, handed out once from start to end.
public struct MambaArena {
  var next: UnsafeMutableRawPointer
  var left: Int

  /// - Parameter start: aligned to 8 bytes.
  public init(start: UnsafeMutableRawPointer, bytes: Int) {
    next = start
    left = bytes
  }

  /// Bytes not handed out yet.
  public var bytesLeft: Int { left }

  /// Room for `count` elements, aligned to 8 bytes and not initialised; nil if there is none.
  public mutating func take<Element: BitwiseCopyable>(
    _ type: Element.Type, _ count: Int
  ) -> UnsafeMutablePointer<Element>? {
    let size = (count &* MemoryLayout<Element>.stride &+ 7) & ~7
    guard count >= 0, size <= left else { return nil }
    let place = next.bindMemory(to: type, capacity: count)
    next += size
    left &-= size
    return place
  }
}

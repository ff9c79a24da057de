import Graph

/// Which tensor stands where in a program's planned memory at one point of its instructions.
///
/// ExecuTorch elides views: one value is written, another one at the same place is read. So a value
/// is found by its place, and a place that was written since by something else is noticed.
struct MemoryMap {
  /// What is known of a stretch of memory.
  enum Content {
    /// It holds the tensor in that slot, from its first byte to its last.
    case slot(Int)
    /// It holds parts of other tensors.
    case parts
    /// Nothing wrote there.
    case nothing
  }

  private struct Extent {
    var bytes: Range<Int>
    var slot: Int
  }

  /// Disjoint and sorted, by memory.
  private var extents: [Int: [Extent]] = [:]

  /// What stands at `bytes` of `memory`.
  func content(of memory: Int, at bytes: Range<Int>) -> Content {
    let list = extents[memory] ?? []
    let first = Self.firstEnding(after: bytes.lowerBound, in: list)
    guard first < list.count, list[first].bytes.lowerBound < bytes.upperBound else {
      return .nothing
    }
    return list[first].bytes == bytes ? .slot(list[first].slot) : .parts
  }

  /// Puts the tensor in `slot` at `bytes` of `memory`; what overlaps is gone.
  mutating func place(_ slot: Int, in memory: Int, at bytes: Range<Int>) {
    guard !bytes.isEmpty else { return }
    var list = extents.removeValue(forKey: memory) ?? []
    let first = Self.firstEnding(after: bytes.lowerBound, in: list)
    var end = first
    while end < list.count, list[end].bytes.lowerBound < bytes.upperBound { end += 1 }
    list.replaceSubrange(first..<end, with: [Extent(bytes: bytes, slot: slot)])
    extents[memory] = list
  }

  /// The index of the first extent that ends after `offset`.
  private static func firstEnding(after offset: Int, in list: [Extent]) -> Int {
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if list[middle].bytes.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

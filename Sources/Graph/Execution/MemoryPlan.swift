/// Offsets for tensors whose lifetimes are known: memory is handed out in execution order and taken
/// back after the last use, best fit first.
struct MemoryPlan {
  /// Every offset is a multiple of this; enough for any vector register.
  static let alignment = 64

  private var free: [Range<Int>] = []
  /// Bytes needed so far.
  private(set) var byteCount = 0

  static func rounded(_ bytes: Int) -> Int {
    let (sum, overflow) = bytes.addingReportingOverflow(alignment - 1)
    return overflow ? Int.max / 2 : sum / alignment * alignment
  }

  /// Takes the smallest hole that fits, or grows.
  mutating func allocate(_ bytes: Int) -> Int {
    let size = Self.rounded(max(bytes, 1))
    var best: Int?
    for (index, hole) in free.enumerated() where hole.count >= size {
      if best.map({ hole.count < free[$0].count }) ?? true { best = index }
    }
    guard let best else {
      let offset = byteCount
      let (sum, overflow) = byteCount.addingReportingOverflow(size)
      byteCount = overflow ? Int.max / 2 : sum
      return offset
    }
    let offset = free[best].lowerBound
    if free[best].count == size {
      free.remove(at: best)
    } else {
      free[best] = offset + size..<free[best].upperBound
    }
    return offset
  }

  /// Gives memory back, joined with its neighbours.
  mutating func release(offset: Int, bytes: Int) {
    let size = Self.rounded(max(bytes, 1))
    let index = free.firstIndex { $0.lowerBound > offset } ?? free.endIndex
    free.insert(offset..<offset + size, at: index)
    if index + 1 < free.count, free[index].upperBound == free[index + 1].lowerBound {
      free[index] = free[index].lowerBound..<free[index + 1].upperBound
      free.remove(at: index + 1)
    }
    if index > 0, free[index - 1].upperBound == free[index].lowerBound {
      free[index - 1] = free[index - 1].lowerBound..<free[index].upperBound
      free.remove(at: index)
    }
  }
}

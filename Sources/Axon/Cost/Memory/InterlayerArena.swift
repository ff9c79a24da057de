/// Places blocks in one buffer, each at the first place where it fits.
struct InterlayerArena {
  /// What a block holds.
  enum Owner: Hashable {
    case tensor(AxonOperand)
    /// One of the blocks that a layer needs while it runs.
    case temporary(Int)
  }

  private struct Block {
    let owner: Owner
    let start: Int
    let end: Int
  }

  /// In order of place.
  private var blocks: [Block] = []
  /// The size that the buffer needs to have.
  private(set) var size = 0

  /// Puts a block at the first place with room.
  mutating func place(_ owner: Owner, bytes: Int) {
    let start = gap(of: bytes)
    insert(Block(owner: owner, start: start, end: start + bytes))
  }

  /// Puts a block where `other` lies and ends its life, or elsewhere if what follows is in the way.
  mutating func place(_ owner: Owner, bytes: Int, over other: Owner) {
    guard let index = blocks.firstIndex(where: { $0.owner == other }) else {
      return place(owner, bytes: bytes)
    }
    let start = blocks.remove(at: index).start
    let isFree = index >= blocks.count || start + bytes <= blocks[index].start
    if isFree {
      insert(Block(owner: owner, start: start, end: start + bytes))
    } else {
      place(owner, bytes: bytes)
    }
  }

  /// Whether a block fits without making the buffer larger.
  func hasRoom(for bytes: Int) -> Bool { gap(of: bytes) + bytes <= size }

  /// Ends the life of a block.
  mutating func free(_ owner: Owner) { blocks.removeAll { $0.owner == owner } }

  private func gap(of bytes: Int) -> Int {
    var start = 0
    for block in blocks {
      if start + bytes <= block.start { return start }
      start = max(start, block.end)
    }
    return start
  }

  private mutating func insert(_ block: Block) {
    let index = blocks.firstIndex { $0.start >= block.start } ?? blocks.count
    blocks.insert(block, at: index)
    size = max(size, block.end)
  }
}

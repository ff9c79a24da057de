import Graph
import TestSupport

/// The ways in which ``DamagedFilesTests`` damages a file. Most make one fault only: a file with many
/// is refused at the first, and never gets as far as an engine.
enum FileDamage: CaseIterable {
  case bitFlip, byte, word, run, swap, cut, several

  /// A copy of `bytes` that differs from it.
  static func damaged(_ bytes: [UInt8], by random: inout SplitMix64) -> [UInt8] {
    while true {
      let kind = allCases[random.integer(in: 0...allCases.count - 1)]
      let copy = kind.applied(to: bytes, by: &random)
      if copy != bytes { return copy }
    }
  }

  private func applied(to bytes: [UInt8], by random: inout SplitMix64) -> [UInt8] {
    var copy = bytes
    let last = bytes.count - 1
    switch self {
    case .bitFlip:
      copy[random.integer(in: 0...last)] ^= 1 << UInt8(random.integer(in: 0...7))
    case .byte:
      copy[random.integer(in: 0...last)] = UInt8(truncatingIfNeeded: random.next())
    case .word:
      let place = random.integer(in: 0...bytes.count / 4 - 1) * 4
      let word = Self.words[random.integer(in: 0...Self.words.count - 1)]
      for index in 0..<4 { copy[place + index] = UInt8(truncatingIfNeeded: word >> (8 * index)) }
    case .run:
      let start = random.integer(in: 0...last)
      let value = [0x00, 0x01, 0x7f, 0xff][random.integer(in: 0...3)] as UInt8
      for index in start...min(start + random.integer(in: 1...64), last) { copy[index] = value }
    case .swap:
      let length = 4 * random.integer(in: 1...16)
      let first = 4 * random.integer(in: 0...bytes.count / 4 - 1)
      let second = 4 * random.integer(in: 0...bytes.count / 4 - 1)
      for offset in 0..<length where max(first, second) + offset < bytes.count {
        copy[first + offset] = bytes[second + offset]
        copy[second + offset] = bytes[first + offset]
      }
    case .cut:
      copy.removeLast(random.integer(in: 1...bytes.count))
    case .several:
      return Mutation.damaged(bytes, by: &random)
    }
    return copy
  }

  private static let words: [UInt32] = [
    0, 1, 2, 0xff, 0x1_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_fffc, 0xffff_ffff, 0x7f80_0000,
    0x7fc0_0000,
  ]
}

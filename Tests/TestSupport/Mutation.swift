public import Graph

/// Damaged copies of a file, the same ones on every machine.
public enum Mutation {
  /// A copy of `bytes` with one to four random faults: a flipped bit, a byte of an extreme value, a
  /// removed or repeated stretch, or a cut end.
  public static func damaged(_ bytes: [UInt8], by random: inout SplitMix64) -> [UInt8] {
    var result = bytes
    for _ in 0..<random.integer(in: 1...4) where !result.isEmpty {
      // Half of the faults hit the first bytes, where formats keep what matters.
      let reach = random.integer(in: 0...1) == 0 ? min(result.count, 128) : result.count
      let place = random.integer(in: 0...reach - 1)
      switch random.integer(in: 0...5) {
      case 0, 1: result[place] ^= 1 << UInt8(random.integer(in: 0...7))
      case 2: result[place] = [0, 1, 0x7f, 0x80, 0xff, 0x20][random.integer(in: 0...5)]
      case 3: result.removeSubrange(place..<min(place + random.integer(in: 1...8), result.count))
      case 4:
        let end = min(place + random.integer(in: 1...8), result.count)
        result.insert(contentsOf: Array(result[place..<end]), at: place)
      default: result.removeSubrange(place...)
      }
    }
    return result
  }
}

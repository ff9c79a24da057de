import Graph

/// Random decisions: the same sequence for the same seed, on every machine.
struct Dice: Sendable {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// 64 random bits.
  mutating func bits() -> UInt64 { random.next() }

  mutating func integer(in range: ClosedRange<Int>) -> Int { random.integer(in: range) }

  /// True once in `count` throws.
  mutating func once(in count: Int) -> Bool { random.integer(in: 1...count) == 1 }

  /// A number in [0, 1).
  mutating func unit() -> Double { random.unit() }

  /// A normally distributed number.
  mutating func normal() -> Double { random.normal() }

  /// - Precondition: there is one.
  mutating func pick<Choices: RandomAccessCollection<Value>, Value>(_ choices: Choices) -> Value
  where Choices.Index == Int {
    choices[choices.startIndex + random.integer(in: 0...choices.count - 1)]
  }

  /// One of `choices` that is at most `bound`; 1 if none is.
  mutating func size(from choices: [Int], upTo bound: Int) -> Int {
    // Tables begin with the ordinary sizes, so most first throws fit.
    for _ in 0..<4 {
      let size = pick(choices)
      if size <= bound { return size }
    }
    let fitting = choices.filter { $0 <= bound }
    return fitting.isEmpty ? 1 : pick(fitting)
  }
}

public import Graph

/// One of several processes that share a run: number `index`, from 1, of `count`.
public struct Shard: Sendable, Hashable {
  public let index: Int
  public let count: Int

  /// All of it.
  public static let whole = Shard(uncheckedIndex: 1, count: 1)

  /// Part `index` of `count`.
  /// - Throws: `usage` unless 1 <= index <= count.
  public init(index: Int, count: Int) throws(InvalidInput) {
    guard count >= 1, (1...count).contains(index) else {
      throw InvalidInput(
        .usage, "there is no shard \(index) of \(count)", remedy: "Give I/N with I from 1 to N.")
    }
    self.init(uncheckedIndex: index, count: count)
  }

  private init(uncheckedIndex index: Int, count: Int) {
    self.index = index
    self.count = count
  }

  /// Reads `I/N`.
  public static func parse(_ text: String) throws(InvalidInput) -> Shard {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else {
      throw InvalidInput(
        .usage, "'\(text)' is not a shard", remedy: "Give I/N, such as 2/8, with I from 1 to N.")
    }
    return try Shard(index: index, count: count)
  }

  /// The shard that a test runner or CI names in the environment: Bazel's (from 0), GitLab's
  /// (from 1), SLURM's array (from its own minimum); nil if there is none.
  public static func inEnvironment(
    _ environment: [String: String]
  ) throws(InvalidInput) -> Shard? {
    func number(_ name: String) -> Int? { environment[name].flatMap { Int($0) } }
    if let index = number("TEST_SHARD_INDEX"), let count = number("TEST_TOTAL_SHARDS") {
      return try Shard(index: index + 1, count: count)
    }
    if let index = number("CI_NODE_INDEX"), let count = number("CI_NODE_TOTAL") {
      return try Shard(index: index, count: count)
    }
    if let index = number("SLURM_ARRAY_TASK_ID"), let count = number("SLURM_ARRAY_TASK_COUNT") {
      return try Shard(index: index - (number("SLURM_ARRAY_TASK_MIN") ?? 0) + 1, count: count)
    }
    return nil
  }

  /// Every `count`th element, beginning with number `index`.
  public func part<Element>(of elements: [Element]) -> [Element] {
    elements.enumerated().filter { $0.offset % count == index - 1 }.map(\.element)
  }
}

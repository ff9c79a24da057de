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
  /// (from 1), SLURM's array (from its own minimum, in its own steps); nil if there is none.
  /// - Throws: `usage` if the variables are there and don't name a shard.
  public static func inEnvironment(
    _ environment: [String: String]
  ) throws(InvalidInput) -> Shard? {
    func number(_ name: String) throws(InvalidInput) -> Int? {
      guard let text = environment[name], !text.isEmpty else { return nil }
      if let number = Int(text) { return number }
      throw InvalidInput(
        .usage, "\(name) is '\(text)', not a whole number", remedy: "Correct or unset it.")
    }
    func shard(
      _ indexName: String, _ countName: String, from first: Int, by step: Int = 1
    ) throws(InvalidInput) -> Shard? {
      guard let index = try number(indexName), let count = try number(countName) else { return nil }
      let (distance, overflows) = index.subtractingReportingOverflow(first)
      guard !overflows, step >= 1, distance >= 0, distance % step == 0, distance / step < count
      else {
        throw InvalidInput(
          .usage, "\(indexName) is \(index), which is none of \(count) shards from \(first) up",
          remedy: "Correct it, or give --shard I/N.")
      }
      return try Shard(index: distance / step + 1, count: count)
    }
    if let shard = try shard("TEST_SHARD_INDEX", "TEST_TOTAL_SHARDS", from: 0) { return shard }
    if let shard = try shard("CI_NODE_INDEX", "CI_NODE_TOTAL", from: 1) { return shard }
    return try shard(
      "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT",
      from: try number("SLURM_ARRAY_TASK_MIN") ?? 0, by: try number("SLURM_ARRAY_TASK_STEP") ?? 1)
  }

  /// Every `count`th element, beginning with number `index`.
  public func part<Element>(of elements: [Element]) -> [Element] {
    elements.enumerated().filter { $0.offset % count == index - 1 }.map(\.element)
  }
}

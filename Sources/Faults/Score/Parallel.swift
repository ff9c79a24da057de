/// Work on many items, so many at a time.
public enum Parallel {
  /// Applies `work` to each item; results are in the items' order.
  ///
  /// - Parameter progress: called with each result as it is there, from one place at a time.
  public static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], jobs: Int, work: @escaping @Sendable (Item) -> Result,
    progress: (Result) -> Void = { _ in }
  ) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
      var next = 0
      func add() {
        guard next < items.count else { return }
        let (index, item) = (next, items[next])
        group.addTask { (index, work(item)) }
        next += 1
      }
      for _ in 0..<max(jobs, 1) { add() }
      var results = [Result?](repeating: nil, count: items.count)
      while let (index, result) = await group.next() {
        results[index] = result
        progress(result)
        add()
      }
      return results.compactMap { $0 }
    }
  }
}

import Graph
import Testing

@testable import Fuzz

/// Which axes of a RESHAPE belong together; counted by hand.
@Suite struct ReshapeGroupTests {
  @Test(
    arguments: [
      ([1, 64], [1, 1, 1, 64], [[1]], [[3]]),
      ([2, 3, 4], [6, 4], [[0, 1], [2]], [[0], [1]]),
      ([6, 4], [2, 3, 4], [[0], [1]], [[0, 1], [2]]),
      ([4, 6], [6, 4], [[0, 1]], [[0, 1]]),
      ([1, 1], [1], [], []),
    ] as [([Int], [Int], [[Int]], [[Int]])])
  func `axes with equal products are grouped`(
    source: [Int], target: [Int], inputs: [[Int]], outputs: [[Int]]
  ) {
    let groups = ReshapeGroup.groups(from: Shape(source), to: Shape(target))
    #expect(groups.map(\.inputs) == inputs)
    #expect(groups.map(\.outputs) == outputs)
  }
}

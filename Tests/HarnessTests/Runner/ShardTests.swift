import Graph
import Testing

@testable import Harness

@Suite struct ShardTests {
  @Test(arguments: [
    (["TEST_SHARD_INDEX": "0", "TEST_TOTAL_SHARDS": "4"], 1, 4),
    (["CI_NODE_INDEX": "3", "CI_NODE_TOTAL": "5"], 3, 5),
    (["SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_COUNT": "8"], 8, 8),
    (
      ["SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_COUNT": "8", "SLURM_ARRAY_TASK_MIN": "1"], 7,
      8
    ),
  ])
  func readsTheEnvironment(environment: [String: String], index: Int, count: Int) throws {
    #expect(try Shard.inEnvironment(environment) == Shard(index: index, count: count))
  }

  @Test func noShardInAnEmptyEnvironment() throws {
    #expect(try Shard.inEnvironment([:]) == nil)
  }

  @Test(arguments: ["", "1", "0/2", "3/2", "1/0", "-1/2", "a/b", "1/2/3"])
  func refuses(text: String) {
    #expect(throws: InvalidInput.self) { try Shard.parse(text) }
  }

  @Test func partsAreDisjointAndComplete() throws {
    let elements = Array(0..<10)
    var all: [Int] = []
    for index in 1...4 { all += try Shard(index: index, count: 4).part(of: elements) }
    #expect(all.sorted() == elements)
  }
}

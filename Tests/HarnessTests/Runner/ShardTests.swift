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
    (
      [
        "SLURM_ARRAY_TASK_ID": "10", "SLURM_ARRAY_TASK_COUNT": "6", "SLURM_ARRAY_TASK_MIN": "0",
        "SLURM_ARRAY_TASK_STEP": "2",
      ], 6, 6
    ),
  ])
  func readsTheEnvironment(environment: [String: String], index: Int, count: Int) throws {
    #expect(try Shard.inEnvironment(environment) == Shard(index: index, count: count))
  }

  @Test func noShardInAnEmptyEnvironment() throws {
    #expect(try Shard.inEnvironment([:]) == nil)
  }

  /// A shard that ran the wrong part, or everything, would go unnoticed.
  @Test(arguments: [
    ["TEST_SHARD_INDEX": "4", "TEST_TOTAL_SHARDS": "4"],
    ["TEST_SHARD_INDEX": "-1", "TEST_TOTAL_SHARDS": "4"],
    ["TEST_SHARD_INDEX": "one", "TEST_TOTAL_SHARDS": "4"],
    ["TEST_SHARD_INDEX": "\(Int.max)", "TEST_TOTAL_SHARDS": "\(Int.max)"],
    ["CI_NODE_INDEX": "0", "CI_NODE_TOTAL": "4"],
    ["CI_NODE_INDEX": "\(Int.min)", "CI_NODE_TOTAL": "4"],
    [
      "SLURM_ARRAY_TASK_ID": "\(Int.min)", "SLURM_ARRAY_TASK_COUNT": "4",
      "SLURM_ARRAY_TASK_MIN": "5",
    ],
    ["SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_STEP": "2"],
    ["SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_STEP": "0"],
  ])
  func refusesTheEnvironment(environment: [String: String]) {
    #expect(throws: InvalidInput.self) { try Shard.inEnvironment(environment) }
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

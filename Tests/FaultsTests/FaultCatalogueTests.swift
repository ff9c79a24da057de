import Comparison
import Faults
import Fuzz
import Graph
import Testing

/// What the catalogue holds, and that a fault is one.
@Suite struct FaultCatalogueTests {
  @Test func `there are sixty faults or more, a third of them shown by reference alone`() {
    let all = FaultCatalogue.all
    #expect(all.count >= 60)
    #expect(3 * all.count(where: { $0.bench == .quantizedByReference }) >= all.count)
    #expect(Set(all.map(\.name)).count == all.count)
  }

  @Test(arguments: Bench.allCases)
  func `an engine without faults does what it always does`(bench: Bench) throws {
    let plain = bench.plainOracle([])
    for number in 0..<40 {
      let candidate = bench.makeCase(number, seed: 7)
      let graph = try ValidatedGraph(candidate.graph)
      #expect(plain.failure(of: candidate, graph: graph) == nil, "graph \(number)")
    }
  }

  @Test(arguments: [
    "conv-padding-raw-zero", "pool-zero-point-twice", "transpose-inverted", "rescale-half-down",
    "axon-half-up", "axon-add-packed", "axon-channel-tail", "axon-region-stale",
    "axon-activation-fraction", "axon-softmax-fraction", "mul-shift-truncates",
  ])
  func `a fault is found within 300 graphs`(name: String) throws {
    let fault = try #require(FaultCatalogue.fault(named: name))
    let find = FaultHunt([fault], bench: fault.bench, seed: 1).next { $0 >= 300 }
    #expect(find != nil)
  }

  @Test func `faults of one bench are planted together`() throws {
    let names = ["conv-padding-raw-zero", "rescale-truncates"]
    let faults = try names.map { try #require(FaultCatalogue.fault(named: $0)) }
    let both = FaultHunt(faults, bench: .quantizedByReference)
    var operators: Set<String> = []
    var next = 0
    while operators.count < 2, let find = both.next(from: next, shouldStop: { $0 >= 40 }) {
      if let name = find.failure.signature.operatorName { operators.insert(name) }
      next = find.number + 1
    }
    #expect(operators == ["CONV2D", "RESCALE"])
  }

  @Test func `reductions of graphs that hold two faults keep the one they began with`() async throws
  {
    let names = ["conv-padding-raw-zero", "conv-weight-zero-point", "rescale-truncates"]
    let faults = try names.map { try #require(FaultCatalogue.fault(named: $0)) }
    let slippage = await Slippage.measure(6, among: faults, seed: 1, jobs: 1)
    #expect(slippage.shrinks == 6)
    #expect(slippage.slips.isEmpty)
  }

  @Test func `failures of two faults in one operator are two groups`() async throws {
    let names = ["conv-weight-zero-point", "conv-accumulator-24"]
    let faults = try names.map { try #require(FaultCatalogue.fault(named: $0)) }
    var extent = Deduplication.Extent()
    (extent.rounds, extent.graphs, extent.failures, extent.heapFailures) = (1, 300, 6, 3)
    let result = await Deduplication.measure(faults, extent: extent, seed: 1, jobs: 1)
    #expect(result.campaigns == 1)
    #expect(result.within.failures + result.ambiguous == 6)
    #expect(result.within.precision == 1)
    #expect(result.heap.failures == 6)
    #expect(result.heap.precision == 1)
  }
}

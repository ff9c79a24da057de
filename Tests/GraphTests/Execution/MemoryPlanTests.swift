import Testing

@testable import Graph

@Suite struct MemoryPlanTests {
  @Test func reusesTheSmallestHoleThatFits() {
    var plan = MemoryPlan()
    let large = plan.allocate(1_000)
    let wall = plan.allocate(64)
    let small = plan.allocate(100)
    _ = plan.allocate(64)
    plan.release(offset: large, bytes: 1_000)
    plan.release(offset: small, bytes: 100)
    #expect(plan.allocate(90) == small)
    #expect(plan.allocate(90) == large)
    #expect(wall == 1_024)
  }

  @Test func joinsNeighbours() {
    var plan = MemoryPlan()
    let offsets = (0..<4).map { _ in plan.allocate(64) }
    for index in [0, 2, 1] { plan.release(offset: offsets[index], bytes: 64) }
    #expect(plan.allocate(192) == 0)
    #expect(plan.byteCount == 256)
  }

  /// Random lifetimes: no two live tensors overlap, and the plan never needs more than all of them.
  @Test(arguments: 0..<20)
  func liveTensorsNeverOverlap(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var plan = MemoryPlan()
    var live: [Range<Int>] = []
    var total = 0
    for _ in 0..<300 {
      if !live.isEmpty, generator.integer(in: 0...2) == 0 {
        let gone = live.remove(at: generator.integer(in: 0...live.count - 1))
        plan.release(offset: gone.lowerBound, bytes: gone.count)
      } else {
        let bytes = generator.integer(in: 1...5_000)
        let offset = plan.allocate(bytes)
        #expect(offset % MemoryPlan.alignment == 0)
        #expect(!live.contains { $0.overlaps(offset..<offset + bytes) })
        live.append(offset..<offset + bytes)
        total += MemoryPlan.rounded(bytes)
      }
    }
    #expect(plan.byteCount <= total)
  }
}

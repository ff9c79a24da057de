import Graph

/// Which operators AXON takes, and in which regions.
struct Partition: Sendable {
  /// The claimed layers, in the order of their main operators.
  let claims: [Claim]
  /// For each operator the claim that it is part of; views have none.
  let claimOf: [Int?]
  /// Each region's operators, ascending; every region is convex and has a computing layer.
  let regions: [[Int]]
  /// For each operator the region that runs it.
  let regionOf: [Int?]
  /// For each operator that stays on the CPU, why; empty for others.
  let reasons: [String]
  let schedule: Schedule

  init(_ graph: ValidatedGraph, options: AxonOptions) {
    var claimer = Claimer(graph, options: options)
    claimer.claimAll()
    let (claims, claimOf) = (claimer.claims, claimer.claimOf)
    let block = graph.main
    let flow = OperatorFlow(graph)
    let isView = block.operators.indices.map { index in
      claimer.mayDivide && TensorView.isView(block.operators[index].operation)
        && claimOf[index] == nil
        && block[block.operators[index].outputs[0]].type.dtype == .int8
        && graph.constant(block.operators[index].inputs[0]) == nil
    }
    var merger = RegionMerger(
      flow, claims: claims.map(\.operators), separated: claimer.separated)
    let groups = merger.merge(
      flow, isJoinable: zip(claimOf, isView).map { $0 != nil || $1 })

    let isComputing = claimOf.map { claim in claim.map { !claims[$0].onlyMovesData } ?? false }
    var regionOf = [Int?](repeating: nil, count: block.operators.count)
    let computing = groups.filter { group in group.contains { isComputing[$0] } }
    for (region, group) in computing.enumerated() {
      for op in group { regionOf[op] = region }
    }
    Self.dropEntryViews(flow, isView: isView, &regionOf)
    let placed = regionOf
    let regions = computing.enumerated().map { region, group in
      group.filter { placed[$0] == region }
    }
    self.claims = claims
    self.claimOf = claimOf
    self.regions = regions
    self.regionOf = placed
    schedule = Schedule(block, flow, regions: regions, regionOf: placed)
    reasons = block.operators.indices.map { index in
      block.operators[index].operation.isConstant || placed[index] != nil
        ? ""
        : claimer.reasons[index]
          ?? HostReason.text(for: index, in: graph, flow, isClaimed: claimOf[index] != nil)
    }
  }

  /// A view of what enters a region is the CPU's if others than the region need its result: a region
  /// gives what its layers make, not what it was given.
  private static func dropEntryViews(
    _ flow: OperatorFlow, isView: [Bool], _ regionOf: inout [Int?]
  ) {
    var isMade = [Bool](repeating: false, count: isView.count)
    for index in isView.indices where regionOf[index] != nil {
      isMade[index] =
        !isView[index]
        || flow.producers[index].contains { regionOf[$0] == regionOf[index] && isMade[$0] }
    }
    for index in isView.indices.reversed() where isView[index] && !isMade[index] {
      guard let region = regionOf[index] else { continue }
      if flow.isOutput[index] || flow.consumers[index].contains(where: { regionOf[$0] != region }) {
        regionOf[index] = nil
      }
    }
  }
}

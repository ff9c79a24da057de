import Graph

/// Which operators AXON takes, and in which regions.
struct Partition: Sendable {
  /// The claimed layers: variables, then the others in the order of their main operators.
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
  /// The claimed variables that AXON can't keep in this partition, and why.
  private let obstacles: [String: String]

  init(_ graph: ValidatedGraph, options: AxonOptions) {
    // A variable that turns out to need the CPU changes what can be claimed.
    var hosted: [String: String] = [:]
    var partition = Partition(graph, options: options, hosted: hosted)
    while !partition.obstacles.isEmpty {
      hosted.merge(partition.obstacles) { first, _ in first }
      partition = Partition(graph, options: options, hosted: hosted)
    }
    self = partition
  }

  /// - Parameter hosted: variables that stay on the CPU, by their names, and why.
  private init(_ graph: ValidatedGraph, options: AxonOptions, hosted: [String: String]) {
    var claimer = Claimer(graph, options: options, hosted: hosted)
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
    obstacles = Self.obstacles(claimer, flow, isView: isView, regionOf: placed)
    schedule = Schedule(block, flow, regions: regions, regionOf: placed)
    reasons = block.operators.indices.map { index in
      block.operators[index].operation.isConstant || placed[index] != nil
        ? ""
        : claimer.reasons[index]
          ?? HostReason.text(for: index, in: graph, flow, isClaimed: claimOf[index] != nil)
    }
  }

  private static func obstacles(
    _ claimer: Claimer, _ flow: OperatorFlow, isView: [Bool], regionOf: [Int?]
  ) -> [String: String] {
    var obstacles: [String: String] = [:]
    for claim in claimer.claims {
      guard let state = claim.state, let region = regionOf[state.read] ?? regionOf[state.write]
      else { continue }
      if let obstacle = claimer.obstacle(to: claim, with: state) {
        obstacles[state.name] = obstacle
      } else if regionOf[state.read] != region || regionOf[state.write] != region {
        obstacles[state.name] = "it is read and written in different regions"
      } else if leaves(state.read, flow, isView: isView, regionOf: regionOf) {
        obstacles[state.name] = "its old value is needed beside AXON, which has the new one then"
      }
    }
    return obstacles
  }

  /// Whether an operator's result, or a view of it, is read outside its region or handed out.
  private static func leaves(
    _ index: Int, _ flow: OperatorFlow, isView: [Bool], regionOf: [Int?]
  ) -> Bool {
    var pending = [index]
    while let next = pending.popLast() {
      if flow.isOutput[next] { return true }
      for consumer in flow.consumers[next] {
        if regionOf[consumer] != regionOf[index] { return true }
        if isView[consumer] { pending.append(consumer) }
      }
    }
    return false
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

public import Graph

/// A graph split into regions that AXON runs, groups that fused kernels run, and parts that the CPU
/// runs operator by operator.
public struct AxonPlan: Plan {
  public let inputs: [Port]
  public let outputs: [Port]
  /// What runs where, and why.
  public let report: PartitionReport
  /// What AXON's part takes of time and memory.
  public let cost: CostReport
  /// What the CPU does beside it, in instructions.
  public let hostCost: HostCost
  /// The fused patterns that were found, in order of execution.
  public let fusions: [Fusion]
  let steps: [Step]
  let block: Block
  /// What the variables are when a session begins, where that is said.
  let initialValues: [String: Tensor]
  /// For each tensor the operator that makes it.
  let producers: [Int?]

  /// One thing that a session does.
  enum Step: Sendable {
    case region(RegionPart)
    case fused(FusedPart)
    case host(HostPart)
    case variable(VariableAccess)
  }

  init(
    _ graph: ValidatedGraph, _ division: Division, on engine: AxonEngine
  ) throws(EngineError) {
    let (partition, options) = (division.partition, engine.options)
    let passage = Passage(division, in: graph)
    var steps: [Step] = []
    var defects: [PartitionReport.Defect] = []
    var networks = [AxonNetwork?](repeating: nil, count: partition.regions.count)
    var memory = 0
    var cost = CostReport()
    for (index, step) in division.steps.enumerated() {
      switch step {
      case .variable(let index): steps.append(.variable(try VariableAccess(index, in: graph)))
      case .host(let operators):
        steps.append(.host(try HostPart(operators, passage, step: index, of: graph, on: engine)))
      case .region(let piece) where piece >= partition.regions.count:
        do throws(InternalFault) {
          let group = division.groups[piece - partition.regions.count]
          let part = try FusedPart(
            group, of: division.flow, in: graph, arithmetic: options.arithmetic)
          memory += part.memoryBytes
          steps.append(.fused(part))
        } catch {
          throw .internalFault(error)
        }
      case .region(let region):
        let part = try RegionPart(
          region, of: partition, passage, step: index, in: graph, version: options.version)
        defects += part.defects
        cost.networks.append(part.cost)
        networks[region] = part.program.network
        memory += part.program.memoryBytes
        steps.append(.region(part))
      }
    }
    guard memory <= ResourceLimits.standard.sessionBytes else {
      throw .invalid(
        InvalidInput(
          .limit,
          "layers and fused kernels need \(memory) bytes, \(ResourceLimits.standard.sessionBytes) are allowed",
          remedy: "Use a smaller model."))
    }
    self.steps = steps
    self.cost = cost
    fusions = division.fusions
    report = PartitionReport(
      division, of: graph, networks: networks.compactMap { $0 }, defects: defects)
    hostCost = HostCost(graph, report)
    inputs = graph.inputs
    outputs = graph.outputs
    block = graph.main
    initialValues = graph.graph.variables.reduce(into: [:]) { values, info in
      if let name = info.variableName { values[name] = info.value }
    }
    producers = graph.producers
  }

  public func makeSession() throws(EngineError) -> any Session { try AxonSession(self) }

  /// A session whose regions run on something else than the simulator.
  package func makeSession(
    running makeRunner: (AxonProgram) throws(EngineError) -> any RegionRunner
  ) throws(EngineError) -> any Session {
    try AxonSession(self) { part throws(EngineError) in try makeRunner(part.program) }
  }
}

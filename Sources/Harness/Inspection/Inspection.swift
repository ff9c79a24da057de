import Axon
public import Graph
import Portable

/// What is in a model, as text for a person and figures for a program.
public struct Inspection: Sendable {
  /// The figures.
  public struct Summary: Codable, Sendable, Equatable {
    /// One TOSA graph: the model itself, or one delegate of a program.
    public struct Part: Codable, Sendable, Equatable {
      /// `main`, or `delegate 0`.
      public var name: String
      /// How many operators of each kind.
      public var operators: [String: Int]
      /// Products that its convolutions and matrix multiplications accumulate.
      public var multiplyAccumulates: Int
      /// Bytes of its constants in memory.
      public var constantBytes: Int
      /// The share of the multiply-accumulates that AXON takes, 0 to 1; null if there are none.
      public var delegatedWork: Double?
      /// The share of the operators, constants aside, that AXON takes; null if there are none.
      public var delegatedOperators: Double?
      /// Why each operator on the CPU is there, by its description.
      public var hostReasons: [String: String]
      /// The known defects of AXON's compiler that the operators it takes would meet.
      public var knownDefects: [KnownDefectWarning]
      /// What each network that AXON runs costs.
      public var cost: [NetworkCost]
      /// What the CPU does beside AXON; null if `axon` does not run the graph.
      public var hostCost: HostCostSummary?
      /// The fused patterns that were found.
      public var fusions: [FusionSummary]
    }

    /// The model's file.
    public var model: String
    /// Its graphs.
    public var parts: [Part]
    /// The fused patterns among a program's kernel calls.
    public var fusions: [FusionSummary]
    /// A program's kernel calls by operator, if a plan can be made of it.
    public var kernelCalls: [KernelCallSummary]
  }

  /// What a person reads.
  public let text: String
  /// The figures.
  public let summary: Summary

  /// Looks into a model.
  public init(
    of model: Model, options: EngineOptions = EngineOptions()
  ) throws(InvalidInput) {
    let engine = EngineRegistry.axon(options)
    var sections: [String] = []
    var parts: [Summary.Part] = []
    var calls: [FusionSummary] = []
    var kernelCalls: [KernelCallSummary] = []
    func add(_ graph: ValidatedGraph, as name: String) {
      sections.append(graph.graph.listing())
      let plan = try? engine.compile(graph)
      if let plan {
        sections.append(PartitionText.text(plan.report, of: graph))
        let fusions = FusionText.text(plan.fusions) { graph.subject(ofOperator: $0) }
        if !fusions.isEmpty { sections.append(fusions) }
        if !plan.cost.networks.isEmpty { sections.append(CostText.text(plan.cost, of: graph)) }
        sections.append(HostCostText.text(plan, of: graph))
      }
      parts.append(Self.part(graph, named: name, plan))
    }
    switch model.content {
    case .graph(let graph):
      add(graph, as: "main")
    case .program(let program):
      sections.append(try program.listing())
      if let plan = try? ProgramPlan(program, engine: engine), !plan.kernelCalls.isEmpty {
        let table = try? KernelTable(folder: KernelCallText.tableFolder)
        kernelCalls = KernelCallSummary.all(plan, table: table)
        sections.append(KernelCallText.text(kernelCalls))
      }
      if let plan = program.plans.first {
        let found = FusionCatalog.fusions(of: plan, disabled: options.withoutFusion)
        calls = found.map { FusionSummary($0) { "instruction \($0)" } }
        let text = FusionText.text(found) { "instruction \($0)" }
        if !text.isEmpty { sections.append(text) }
      }
      for (index, delegate) in (program.plans.first?.delegates ?? []).enumerated() {
        guard delegate.id == "TOSABackend" else { continue }
        sections.append("delegate \(index):")
        do {
          add(try ValidatedGraph(Graph(tosa: delegate.payload)), as: "delegate \(index)")
        } catch {
          throw error.inFile(model.file)
        }
      }
    }
    text = sections.joined(separator: "\n")
    summary = Summary(model: model.file, parts: parts, fusions: calls, kernelCalls: kernelCalls)
  }

  private static func part(
    _ graph: ValidatedGraph, named name: String, _ plan: AxonPlan?
  ) -> Summary.Part {
    let partition = plan?.report
    var operators: [String: Int] = [:]
    var work = 0
    for (index, op) in graph.main.operators.enumerated() {
      operators[op.kind.name, default: 0] += 1
      work = work.addingReportingOverflow(graph.multiplyAccumulates(ofOperator: index)).partialValue
    }
    let bytes = graph.main.tensors.reduce(0) { $0 + ($1.value?.bytes.count ?? 0) }
    var reasons: [String: String] = [:]
    for entry in partition?.operators ?? [] {
      guard case .host(let reason) = entry.placement else { continue }
      reasons[graph.subject(ofOperator: entry.operatorIndex)] = reason
    }
    return Summary.Part(
      name: name, operators: operators, multiplyAccumulates: work, constantBytes: bytes,
      delegatedWork: partition?.delegatedWork, delegatedOperators: partition?.delegatedOperators,
      hostReasons: reasons, knownDefects: partition?.warnings(in: graph) ?? [],
      cost: plan?.cost.networks.map { NetworkCost($0, of: graph) } ?? [],
      hostCost: plan.map { HostCostSummary($0.hostCost, of: graph) },
      fusions: plan?.fusions.map { FusionSummary($0) { graph.subject(ofOperator: $0) } } ?? [])
  }
}

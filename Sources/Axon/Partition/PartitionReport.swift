public import Graph

/// What AXON takes of a graph and what stays on the CPU, operator by operator.
public struct PartitionReport: Sendable, Hashable {
  /// Where an operator runs.
  public enum Placement: Sendable, Hashable {
    /// It is a constant, or only declares a variable.
    case constant
    /// It is part of a layer of region `region`.
    case delegated(region: Int, as: AxonOperation)
    /// It only says how a tensor of region `region` lies, and costs nothing.
    case layout(region: Int)
    /// It is part of what the CPU runs on one fused kernel.
    case fused(pattern: String)
    /// It runs on the CPU by itself.
    case host(reason: String)

    /// Whether AXON does the operator's work.
    public var isDelegated: Bool {
      switch self {
      case .delegated, .layout: true
      case .constant, .fused, .host: false
      }
    }
  }

  /// One operator.
  public struct Entry: Sendable, Hashable {
    public var operatorIndex: Int
    public var kind: OperatorKind
    public var placement: Placement
    public var multiplyAccumulates: Int
  }

  /// A known defect of AXON's compiler that a layer meets.
  public struct Defect: Sendable, Hashable {
    /// The operator that the layer was made for.
    public var operatorIndex: Int
    public var region: Int
    public var meeting: DefectMeeting
  }

  /// The operators in the order of the block.
  public var operators: [Entry]
  /// The networks that AXON runs, one a region.
  public var networks: [AxonNetwork]
  /// The known defects that the networks meet, in order of execution.
  public var defects: [Defect]

  /// Multiply-accumulates of the graph.
  public var multiplyAccumulates: Int { Self.sum(operators) }

  /// The share of multiply-accumulates that AXON does; nil if the graph has none.
  public var delegatedWork: Double? {
    let total = multiplyAccumulates
    return total > 0
      ? Double(Self.sum(operators.filter { $0.placement.isDelegated })) / Double(total) : nil
  }

  /// The share of operators, constants aside, that AXON takes; nil if the graph has none.
  public var delegatedOperators: Double? {
    let counted = operators.filter { $0.placement != .constant }
    return counted.isEmpty
      ? nil : Double(counted.filter { $0.placement.isDelegated }.count) / Double(counted.count)
  }

  private static func sum(_ entries: [Entry]) -> Int {
    entries.reduce(0) { $0.addingReportingOverflow($1.multiplyAccumulates).partialValue }
  }
}

extension PartitionReport {
  init(
    _ division: Division, of graph: ValidatedGraph, networks: [AxonNetwork], defects: [Defect]
  ) {
    let partition = division.partition
    self.networks = networks
    self.defects = defects
    operators = graph.main.operators.enumerated().map { index, op in
      let placement: Placement =
        if op.operation.isConstant || op.operation == .variable(.declare) {
          .constant
        } else if let region = partition.regionOf[index] {
          if let claim = partition.claimOf[index] {
            .delegated(region: region, as: partition.claims[claim].operation(of: index))
          } else {
            .layout(region: region)
          }
        } else if let piece = division.pieceOf[index] {
          .fused(pattern: division.groups[piece - partition.regions.count].pattern.name)
        } else {
          .host(reason: partition.reasons[index])
        }
      return Entry(
        operatorIndex: index, kind: op.kind, placement: placement,
        multiplyAccumulates: graph.multiplyAccumulates(ofOperator: index))
    }
  }
}

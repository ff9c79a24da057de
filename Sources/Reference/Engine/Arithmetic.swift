import Graph

/// What numbers a graph is computed in.
enum Arithmetic: Sendable {
  /// Elements as declared; arithmetic is on FP32.
  case fp32
  /// Every number, integers too, is a `Double`; BOOL stays a byte.
  case real

  /// Real numbers for a graph with integer arithmetic. Indices (ARGMAX, GATHER, CAST and moving INT32
  /// about) don't make an INT graph of an FP one.
  init(for graph: ValidatedGraph) {
    let block = graph.main
    let isInteger = block.operators.contains { op in
      guard !op.operation.isConstant, let operand = op.measuredOperand else { return false }
      let dtype = block[operand].type.dtype
      return dtype.isInteger && (dtype != .int32 || !op.operation.movesOrConverts)
    }
    self = isInteger ? .real : .fp32
  }

  /// How elements are stored.
  var storage: any ElementStorage {
    switch self {
    case .fp32: HostStorage()
    case .real: RealStorage()
    }
  }
}

extension Operator {
  /// The operand whose type says what the operator computes in; nil for conversions.
  fileprivate var measuredOperand: TensorID? {
    switch operation {
    case .cast: nil
    case .select: inputs.count > 1 ? inputs[1] : nil
    default: inputs.first
    }
  }
}

extension Operation {
  /// Whether elements are only moved about, compared or converted.
  fileprivate var movesOrConverts: Bool {
    switch self {
    case .concat, .pad, .reshape, .reverse, .slice, .tile, .transpose, .gather, .scatter, .cast,
      .select, .unary(.identity), .compare:
      true
    default: false
    }
  }
}

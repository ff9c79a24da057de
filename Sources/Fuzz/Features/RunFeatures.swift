import Graph

/// What happens in the run of a case: roundings that met a tie, saturation, dead channels, how many bits
/// sums take, NaN and infinities that operators make.
public struct RunFeatures: FeatureProbe {
  private let witness: Witness

  /// Features of the run that `witness` gives.
  public init(_ witness: Witness) { self.witness = witness }

  public func features(in runs: CaseRuns) -> [String] {
    guard let trace = try? witness.trace(in: runs) else { return [] }
    let block = runs.graph.main
    var found: [String] = []
    var seen: Set<String> = []
    for op in block.operators where !op.operation.isConstant {
      guard let events = Self.events(of: op, in: runs.graph, trace), !events.isEmpty else {
        continue
      }
      let head = OperatorBuckets.head(of: op, in: block)
      for name in events.names {
        let feature = "\(head): \(name)"
        if seen.insert(feature).inserted { found.append(feature) }
      }
    }
    return found
  }

  private static func events(
    of op: Operator, in graph: ValidatedGraph, _ trace: Trace
  ) -> RunEvents? {
    let block = graph.main
    guard let output = op.outputs.first, let result = trace.values[block[output].name],
      result.dtype == block[output].type.dtype
    else { return nil }
    if result.dtype == .fp32 { return .floats(made: result, from: operands(op, block, trace)) }
    guard let numbers = result.integerValues else { return nil }
    switch op.operation {
    case .rescale(let rescale):
      guard let input = trace.values[block[op.inputs[0]].name]?.integerValues,
        let path = RescalePath(rescale, op, in: graph)
      else { return nil }
      return path.events(from: input).union(rescale.perChannel ? .channels(result, numbers) : [])
    case .conv2D, .depthwiseConv2D, .transposeConv2D:
      return RunEvents.sums(numbers).union(.channels(result, numbers))
    case .conv3D, .matMul, .reduce, .mul:
      return result.dtype == .int32 || result.dtype == .int48
        ? .sums(numbers) : .ends(numbers, of: result.dtype)
    case .clamp:
      guard let input = trace.values[block[op.inputs[0]].name]?.integerValues else { return nil }
      return .clipping(from: input, to: numbers)
    default:
      return .ends(numbers, of: result.dtype)
    }
  }

  private static func operands(_ op: Operator, _ block: Block, _ trace: Trace) -> [Tensor] {
    op.inputs.compactMap { block[$0].value ?? trace.values[block[$0].name] }
      .filter { $0.dtype == .fp32 }
  }

  public func vocabulary(of profile: Profile) -> [FeatureGroup] {
    let heads = OperatorHead.all(of: profile)
      // Networks that can be quantized have ordinary numbers.
      .filter { profile != .paired || $0.types.output != .fp32 }
    let names = heads.flatMap { head in
      RunEvents.possible(of: head).names.map { "\(head.name): \($0)" }
    }
    return [FeatureGroup("rounding, saturation and special values", names)]
  }
}

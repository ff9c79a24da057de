public import Graph

/// What a graph shows, by name: each operator with its types, the buckets of its attributes, and what
/// reads its result.
///
/// Names are few enough to count: `CONV2D INT8 to INT32 kernel width 3`, `CONV2D INT8 to INT32 > RESCALE`.
/// What engines know (partitions, patterns, rounding) comes from probes (``FeatureProbe``).
public enum GraphFeatures {
  /// The features of a graph, each once, in the order of its operators.
  public static func of(_ graph: ValidatedGraph) -> [String] {
    let block = graph.main
    var found: [String] = []
    var seen: Set<String> = []
    func add(_ name: String) {
      if seen.insert(name).inserted { found.append(name) }
    }
    let heads = block.operators.map { OperatorBuckets.head(of: $0, in: block) }
    for (index, op) in block.operators.enumerated() where !op.operation.isConstant {
      let head = heads[index]
      add(head)
      for bucket in OperatorBuckets.of(op, in: graph) { add("\(head) \(bucket)") }
      for (position, operand) in op.inputs.enumerated() {
        guard let producer = graph.producers[operand.index],
          !block.operators[producer].operation.isConstant
        else { continue }
        add("\(heads[producer]) > \(op.kind)\(position == 0 ? "" : "[\(position)]")")
      }
    }
    return found
  }

  /// Every operator with its types, and every bucket, that graphs of a profile can show; what may follow
  /// what is not counted.
  public static func vocabulary(of profile: Profile) -> [FeatureGroup] {
    let heads = OperatorHead.all(of: profile)
    return [
      FeatureGroup("operators and types", heads.map(\.name)),
      FeatureGroup(
        "attributes",
        heads.flatMap { head in
          OperatorBuckets.vocabulary(of: head).map { "\(head.name) \($0)" }
        }),
    ]
  }
}

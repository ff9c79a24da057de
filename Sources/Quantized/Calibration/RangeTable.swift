import Graph

/// The smallest and the largest number that each tensor of a graph held.
struct RangeTable {
  private var ranges: [String: ClosedRange<Double>] = [:]

  /// Runs `graph` on every sample.
  /// - Throws: what the engine throws; `unsupported` where a tensor holds NaN or an infinity.
  init(
    _ graph: ValidatedGraph, samples: [[Tensor]], engine: any Engine
  ) throws(EngineError) {
    let plan = try engine.prepare(graph)
    let session = try plan.makeSession()
    var outputs = plan.makeOutputs()
    var seen: [String: ClosedRange<Double>] = [:]
    for sample in samples {
      for (port, tensor) in zip(graph.inputs, sample) { Self.add(tensor, port.name, to: &seen) }
      try session.run(sample, into: &outputs) { observation in
        Self.add(observation.tensor, observation.name, to: &seen)
      }
    }
    for (index, op) in graph.main.operators.enumerated() {
      for id in op.outputs where seen[graph.main[id].name].map(Self.isInfinite) ?? false {
        throw .unsupported(
          Unsupported(
            engine: "calibration", subject: graph.subject(ofOperator: index),
            reason: "a sample gives NaN or an infinity"))
      }
    }
    ranges = seen
  }

  /// The range of a tensor; 0 alone for one that no engine showed.
  subscript(_ name: String) -> ClosedRange<Double> { ranges[name] ?? 0...0 }

  private static func add(
    _ tensor: Tensor, _ name: String, to ranges: inout [String: ClosedRange<Double>]
  ) {
    guard tensor.dtype == .fp32 else { return }
    var (low, high) = (ranges[name]?.lowerBound ?? 0, ranges[name]?.upperBound ?? 0)
    for number in tensor.realValues {
      // NaN is not in order with anything: marked as an infinity.
      if number.isNaN { high = .infinity }
      low = min(low, number)
      high = max(high, number)
    }
    ranges[name] = low...high
  }

  private static func isInfinite(_ range: ClosedRange<Double>) -> Bool {
    range.lowerBound.isInfinite || range.upperBound.isInfinite
  }
}

import Graph

/// An FP32 graph and its INT8 form, with the same inputs.
public struct GraphPair: Sendable, Hashable {
  public var real: FuzzCase
  /// Nil where calibration has no INT8 form for the graph, as where a number is infinite.
  public var integer: FuzzCase?
}

extension GraphGenerator {
  /// Pair `number` of profile ``Profile/paired``: its cases `2 * number` and `2 * number + 1`.
  ///
  /// The ranges of the INT8 graph are those of the pair's own inputs and of two more random sets.
  public func makePair(_ number: Int) -> GraphPair {
    let real = makeCase(.quantizable, number)
    guard let quantize, let graph = try? ValidatedGraph(real.graph) else {
      return GraphPair(real: real, integer: nil)
    }
    let ranges = graph.inputs.map { _ in 0...0 }
    let others = (2...3).map { stream in
      EdgeInputs.tensors(
        for: real.graph, ranges: ranges, seed: seed(of: number, stream), hasSpecials: false)
    }
    return GraphPair(real: real, integer: quantize(graph, [real.inputs] + others))
  }

  /// Case `number` of profile ``Profile/paired``; the FP32 graph where there is no INT8 one.
  func half(_ number: Int) -> FuzzCase {
    if number.isMultiple(of: 2) { return makeCase(.quantizable, number / 2) }
    let pair = makePair(number / 2)
    return pair.integer ?? pair.real
  }
}

import Graph

/// What a variable's layer must give: what its engine wrote in the run before, or the initial value.
struct KeptState {
  let quantized: [Int64]
  let axon: [Int64]

  /// - Parameters:
  ///   - quantized: every observed tensor of that engine's run before; nil if there was none.
  ///   - axon: likewise.
  init(
    _ state: StateVariable, in graph: ValidatedGraph, quantized: [String: Tensor]?,
    axon: [String: Tensor]?
  ) throws(InvalidInput) {
    let written = graph.main.operators[state.write].inputs[0]
    func numbers(_ traced: [String: Tensor]?) throws(InvalidInput) -> [Int64] {
      guard let traced else {
        let count = graph.main[written].type.shape.elementCount
        return [Int64](repeating: Int64(state.initial), count: count)
      }
      var run = RunTensors(graph, traced: traced)
      return try run.numbers(of: written)
    }
    self.quantized = try numbers(quantized)
    self.axon = try numbers(axon)
  }
}

extension AxonExplanation {
  /// Judges a variable's old value: both engines must have kept their own.
  func explain(
    _ claim: Claim, _ kept: KeptState, _ first: inout RunTensors, _ second: inout RunTensors
  ) throws(InvalidInput) -> TensorExplanation {
    let info = graph.main[claim.result]
    var found = TensorExplanation(
      name: info.name, subject: graph.subject(ofOperator: claim.origin(in: graph)),
      operation: claim.layer.operation.rawValue, elements: info.type.shape.elementCount)
    let quantized = try first.numbers(of: claim.result)
    let axon = try second.numbers(of: claim.result)
    for element in quantized.indices {
      let isDifferent = quantized[element] != axon[element]
      if isDifferent { found.differing += 1 }
      if quantized[element] == kept.quantized[element], axon[element] == kept.axon[element] {
        if isDifferent { found.inherited += 1 }
        continue
      }
      found.unexplained += 1
      guard found.examples.count < TensorExplanation.shown else { continue }
      found.examples.append(
        UnexplainedElement(
          coordinates: info.type.shape.coordinates(ofFlatIndex: element),
          quantized: Int(quantized[element]), axon: Int(axon[element]),
          recomputedQuantized: Int(kept.quantized[element]),
          recomputedAxon: Int(kept.axon[element])))
    }
    return found
  }
}

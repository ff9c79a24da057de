package import Graph

/// One run of an engine with everything that it showed.
package struct Trace {
  private(set) var observations: [TensorObservation] = []
  /// What ran.
  package let plan: any Plan
  /// The last value of each tensor, by name; inputs and outputs too.
  package private(set) var values: [String: Tensor] = [:]

  /// Runs `engine` once.
  /// - Throws: what the engine throws.
  package init(_ engine: any Engine, _ graph: ValidatedGraph, _ inputs: [Tensor])
    throws(EngineError)
  {
    let plan = try engine.prepare(graph)
    self.plan = plan
    var observations: [TensorObservation] = []
    var outputs = plan.makeOutputs()
    try plan.makeSession().run(inputs, into: &outputs) { observations.append($0) }
    for observation in observations { values[observation.name] = observation.tensor }
    let seen = Set(values.keys)
    // An engine may give an output without showing how it came about.
    for (port, tensor) in zip(plan.outputs, outputs) where !seen.contains(port.name) {
      values[port.name] = tensor
      let id = zip(graph.main.outputs, graph.outputs).first { $1.name == port.name }?.0
      if let producer = id.flatMap({ graph.producers[$0.index] }) {
        observations.append(
          TensorObservation(name: port.name, operatorIndex: producer, tensor: tensor))
      }
    }
    for (port, tensor) in zip(graph.inputs, inputs) { values[port.name] = tensor }
    self.observations = observations
  }

  /// Whether the value of a tensor is known.
  func shows(_ id: TensorID, in block: Block) -> Bool { values[block[id].name] != nil }
}

import Graph

/// The results of one model on each engine that a case needs, each run once.
struct EngineRuns {
  /// What one engine made of every set of inputs.
  struct Run {
    /// Names and types of the outputs.
    let ports: [Port]
    /// The outputs of each set of inputs.
    let outputs: [[Tensor]]
    /// The intermediate tensors of each set of inputs, in execution order.
    let traces: [[TensorObservation]]
  }

  private let model: Model
  private let inputs: InputSource
  private let options: EngineOptions
  private var runs: [String: Result<Run, EngineError>] = [:]
  private(set) var inputSets: [[Tensor]]?

  init(model: Model, inputs: InputSource, options: EngineOptions) {
    self.model = model
    self.inputs = inputs
    self.options = options
  }

  /// The run of an engine, from memory if there is one.
  mutating func run(of engine: String) throws(EngineError) -> Run {
    if let known = runs[engine] { return try known.get() }
    let result: Result<Run, EngineError>
    do throws(EngineError) {
      result = .success(try makeRun(of: engine))
    } catch {
      result = .failure(error)
    }
    runs[engine] = result
    return try result.get()
  }

  private mutating func makeRun(of name: String) throws(EngineError) -> Run {
    let plan = try model.prepare(on: engine(named: name))
    let session = try plan.makeSession()
    var outputs: [[Tensor]] = []
    var traces: [[TensorObservation]] = []
    for tensors in try inputTensors(for: plan.inputs) {
      var results = plan.makeOutputs()
      var trace: [TensorObservation] = []
      try session.run(tensors, into: &results) { trace.append($0) }
      outputs.append(results)
      traces.append(trace)
    }
    return Run(ports: plan.outputs, outputs: outputs, traces: traces)
  }

  private func engine(named name: String) throws(EngineError) -> any Engine {
    do {
      return try EngineRegistry.engine(named: name, options: options)
    } catch {
      throw .invalid(error)
    }
  }

  private mutating func inputTensors(for ports: [Port]) throws(EngineError) -> [[Tensor]] {
    if let inputSets { return inputSets }
    var sets: [[Tensor]] = []
    switch inputs {
    case .seeds(let first, let count):
      for seed in 0..<UInt64(count) {
        sets.append(SeededInputs.tensors(for: ports, seed: first &+ seed))
      }
    case .files(let files):
      do throws(InvalidInput) {
        sets = [try NamedInputs.read(files, for: ports)]
      } catch {
        throw .invalid(error)
      }
    }
    inputSets = sets
    return sets
  }
}

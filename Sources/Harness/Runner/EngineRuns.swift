import Graph

/// The results of one model on each engine that a case needs, for one set of inputs at a time: a case
/// of many seeds takes no more memory than one of a single seed.
struct EngineRuns {
  /// What one engine made of one set of inputs.
  struct Run {
    /// Names and types of the outputs.
    let ports: [Port]
    let outputs: [Tensor]
    /// The intermediate tensors, in execution order.
    let trace: [TensorObservation]
  }

  /// A plan and its session.
  private struct Prepared {
    let plan: any Plan
    let session: any Session
  }

  private let model: Model
  private let source: InputSource
  private let options: EngineOptions
  private var prepared: [String: Result<Prepared, EngineError>] = [:]
  private var runs: [String: Result<Run, EngineError>] = [:]
  private var setIndex = 0
  /// The inputs of the current set; nil before an engine has run.
  private(set) var inputs: [Tensor]?

  init(model: Model, inputs: InputSource, options: EngineOptions) {
    self.model = model
    source = inputs
    self.options = options
  }

  /// How many sets of inputs there are.
  var setCount: Int {
    switch source {
    case .files: 1
    case .seeds(_, let count): count
    }
  }

  /// Goes on to another set of inputs and forgets the one before.
  mutating func select(set index: Int) {
    setIndex = index
    inputs = nil
    runs.removeAll(keepingCapacity: true)
  }

  /// An engine's run of the current set, made once.
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
    let engine = try preparedEngine(named: name)
    let tensors = try inputTensors(for: engine.plan.inputs)
    var outputs = engine.plan.makeOutputs()
    var trace: [TensorObservation] = []
    try engine.session.run(tensors, into: &outputs) { trace.append($0) }
    return Run(ports: engine.plan.outputs, outputs: outputs, trace: trace)
  }

  private mutating func preparedEngine(named name: String) throws(EngineError) -> Prepared {
    if let known = prepared[name] { return try known.get() }
    let result: Result<Prepared, EngineError>
    do throws(EngineError) {
      let plan = try model.prepare(on: engine(named: name))
      result = .success(Prepared(plan: plan, session: try plan.makeSession()))
    } catch {
      result = .failure(error)
    }
    prepared[name] = result
    return try result.get()
  }

  private func engine(named name: String) throws(EngineError) -> any Engine {
    do {
      return try EngineRegistry.engine(named: name, options: options)
    } catch {
      throw .invalid(error)
    }
  }

  private mutating func inputTensors(for ports: [Port]) throws(EngineError) -> [Tensor] {
    if let inputs { return inputs }
    let tensors: [Tensor]
    switch source {
    case .seeds(let first, _):
      tensors = SeededInputs.tensors(for: ports, seed: first &+ UInt64(setIndex))
    case .files(let files):
      do throws(InvalidInput) {
        tensors = try NamedInputs.read(files, for: ports)
      } catch {
        throw .invalid(error)
      }
    }
    inputs = tensors
    return tensors
  }
}

/// Something that can run a TOSA graph.
///
/// An engine is a value and deterministic: the same graph and inputs give the same bits on every
/// machine and thread count. It knows nothing of suites, databases or reports.
///
/// ```swift
/// let plan = try engine.prepare(graph)     // decide everything once
/// let session = try plan.makeSession()     // one a worker
/// var outputs = plan.makeOutputs()
/// for inputs in batches { try session.run(inputs, into: &outputs) }
/// ```
public protocol Engine: Sendable {
  /// The name on the command line, such as `quantized`.
  var name: String { get }

  /// What this engine can't run of `graph`; empty if ``prepare(_:)`` will not throw `unsupported`.
  func unsupported(in graph: ValidatedGraph) -> [Unsupported]

  /// Decides everything that can be decided before inputs are known: shapes, memory, packed weights,
  /// kernels.
  func prepare(_ graph: ValidatedGraph) throws(EngineError) -> any Plan
}

/// A name and type at the edge of a graph.
public struct Port: Sendable, Hashable {
  /// The TOSA tensor name.
  public var name: String
  public var type: TensorType

  /// An input or output called `name`.
  public init(name: String, type: TensorType) {
    self.name = name
    self.type = type
  }
}

/// A graph made ready to run; immutable and shared by any number of workers.
public protocol Plan: Sendable {
  /// What a run takes, in order.
  var inputs: [Port] { get }

  /// What a run gives, in order. An engine that computes in real values gives FP32 where the graph
  /// declares integers; the numbers are then in units of the tensor's LSB.
  var outputs: [Port] { get }

  /// The state of one worker: its memory. Not shared between threads.
  func makeSession() throws(EngineError) -> any Session
}

extension Plan {
  /// Tensors for ``Session/run(_:into:observer:)`` to fill.
  public func makeOutputs() -> [Tensor] { outputs.map { Tensor(zeros: $0.type) } }

  /// Runs once, in a session of its own.
  public func run(
    _ inputs: [Tensor], observer: TensorObserver? = nil
  ) throws(EngineError) -> [Tensor] {
    var results = makeOutputs()
    try makeSession().run(inputs, into: &results, observer: observer)
    return results
  }

  /// - Throws: `invalid`, naming the input, if `inputs` are not of the declared types and shapes.
  public func check(_ tensors: [Tensor]) throws(EngineError) {
    guard tensors.count == inputs.count else {
      throw .invalid(
        InvalidInput(
          .tensor, "\(tensors.count) inputs given, \(inputs.count) expected",
          remedy: "Give one tensor for each of: \(inputs.map(\.name).joined(separator: ", "))."))
    }
    for (tensor, port) in zip(tensors, inputs) where tensor.type != port.type {
      throw .invalid(
        InvalidInput(
          .tensor, "input is \(tensor.type), the model takes \(port.type)",
          remedy: "Give a tensor of that type and shape.",
          at: InputLocation(element: "input '\(port.name)'")))
    }
  }
}

/// One worker's memory and state.
///
/// A graph's variables begin with their initial values and keep what a run writes for the next run of the
/// same session; to begin anew, make another session.
public protocol Session: AnyObject {
  /// Runs the graph.
  ///
  /// - Parameters:
  ///   - inputs: of the types that ``Plan/inputs`` declares, in that order.
  ///   - outputs: filled in the order of ``Plan/outputs``; make them with ``Plan/makeOutputs()``.
  ///   - observer: sees every tensor that the engine materialises, in execution order.
  func run(
    _ inputs: [Tensor], into outputs: inout [Tensor], observer: TensorObserver?
  ) throws(EngineError)
}

extension Session {
  /// Runs the graph without an observer.
  public func run(_ inputs: [Tensor], into outputs: inout [Tensor]) throws(EngineError) {
    try run(inputs, into: &outputs, observer: nil)
  }
}

/// Called with each intermediate tensor of a run.
public typealias TensorObserver = (TensorObservation) -> Void

/// An intermediate tensor, in the layout that the TOSA graph declares for it, whatever the engine's
/// own is. Tensors that an engine fuses away are not observed.
public struct TensorObservation: Sendable {
  /// The TOSA tensor name.
  public var name: String
  /// The index in the block of the operator that made it.
  public var operatorIndex: Int
  public var tensor: Tensor

  /// The value of the tensor `name`.
  public init(name: String, operatorIndex: Int, tensor: Tensor) {
    self.name = name
    self.operatorIndex = operatorIndex
    self.tensor = tensor
  }
}

import Graph
import TestSupport
import Testing

/// An engine that knows the answers: it gives the recorded outputs of a model's delegates, and notes
/// an issue if the inputs are not the recorded ones, bit for bit.
struct ReplayEngine: Engine {
  struct Recording: Sendable {
    var graph: Graph
    var inputs: [Tensor]
    var outputs: [Tensor]
  }

  let name = "replay"
  var recordings: [Recording]
  /// Whether integers come out as FP32, as from an engine that computes in real values.
  var givesReals: Bool

  /// The recordings of a model, made with the TOSA reference model.
  init(model: String, givesReals: Bool = false) throws {
    self.givesReals = givesReals
    var names = [(graph: "model.tosa", prefix: "tosa_")]
    if !Repository.files(of: model, startingWith: "tosa_0_out").isEmpty {
      names = [("model_0.tosa", "tosa_0_"), ("model_1.tosa", "tosa_1_")]
    }
    recordings = try names.map { name in
      let graph = try ValidatedGraph(Graph(tosaFile: Repository.path(of: model, name.graph))).graph
      return try Recording(
        graph: graph,
        inputs: Repository.files(of: model, startingWith: "\(name.prefix)in").map {
          try NumPyFile.read($0)
        },
        outputs: Repository.files(of: model, startingWith: "\(name.prefix)out").map {
          try NumPyFile.read($0)
        })
    }
  }

  func unsupported(in graph: ValidatedGraph) -> [Unsupported] { [] }

  func prepare(_ graph: ValidatedGraph) throws(EngineError) -> any Plan {
    guard let recording = recordings.first(where: { $0.graph == graph.graph }) else {
      throw .unsupported(Unsupported(engine: name, subject: "graph", reason: "not recorded"))
    }
    let results = recording.outputs.map { givesReals ? Self.real($0) : $0 }
    return ReplayPlan(
      inputs: graph.inputs, recording: recording, results: results,
      outputs: zip(graph.outputs, results).map { Port(name: $0.name, type: $1.type) })
  }

  /// The same numbers as FP32.
  static func real(_ tensor: Tensor) -> Tensor {
    Tensor(tensor.realValues.map { Float($0) }, .fp32, tensor.shape)
  }
}

private struct ReplayPlan: Plan {
  var inputs: [Port]
  var recording: ReplayEngine.Recording
  var results: [Tensor]
  var outputs: [Port]

  func makeSession() throws(EngineError) -> any Session { ReplaySession(plan: self) }
}

private final class ReplaySession: Session {
  let plan: ReplayPlan

  init(plan: ReplayPlan) { self.plan = plan }

  func run(
    _ inputs: [Tensor], into outputs: inout [Tensor], observer: TensorObserver?
  ) throws(EngineError) {
    #expect(inputs == plan.recording.inputs)
    for (port, result) in zip(plan.outputs, plan.results) {
      observer?(TensorObservation(name: port.name, operatorIndex: 0, tensor: result))
    }
    outputs = plan.results
  }
}

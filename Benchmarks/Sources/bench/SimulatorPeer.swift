import Axon
import Foundation
import Graph

/// Nordic's simulator, where `SDK_EDGE_AI_PATH` leads to it.
///
/// A run of it compiles first, so one inference is the difference between a run of several and one of
/// twice as many.
struct SimulatorPeer {
  /// The first argument of this program when it is started as a worker.
  static let command = SDKWorker.command
  /// Inferences of the shorter run.
  private static let count = 8

  private let engine: AxonSDKEngine

  /// Nil, with the reason, where the SDK is not.
  static func find() -> (peer: SimulatorPeer?, absence: String?) {
    let engine = AxonSDKEngine(makeWorker: { SDKWorker($0) })
    if let absence = engine.absence { return (nil, absence) }
    return (SimulatorPeer(engine: engine), nil)
  }

  /// The time of what AXON takes of one inference, in microseconds.
  func microseconds(_ graph: ValidatedGraph) throws -> Double {
    let short = try seconds(graph, count: Self.count)
    let long = try seconds(graph, count: 2 * Self.count)
    return (long - short) / Double(Self.count) * 1e6
  }

  private func seconds(_ graph: ValidatedGraph, count: Int) throws -> Double {
    let start = ContinuousClock.now
    try engine.simulate(graph, count: count)
    return (ContinuousClock.now - start) / .seconds(1)
  }
}

/// The comparison that is asked of engine `axon`: a whole inference of it, the CPU's part included,
/// against the delegated part of one in Nordic's simulator.
struct SimulatorComparison {
  static let model = "dscnn_kws_int8"
  /// Turns of each; the fastest counts, so that other work on the machine does not.
  private static let rounds = 5

  /// One line of text.
  static func line(models: URL) throws -> String {
    let (peer, absence) = SimulatorPeer.find()
    guard let peer else { return "Nordic's simulator: skipped, \(absence ?? "absent")" }
    let folder = models.appending(path: model)
    let graph = try ValidatedGraph(Graph(tosaFile: folder.appending(path: "model.tosa").path))
    let inputs = try graph.inputs.enumerated().map { index, port in
      try NumPyFile.read(folder.appending(path: "tosa_in\(index).npy").path, as: port.type)
    }
    let subject = try Subject(graph, inputs, on: AxonEngine())
    var (ours, theirs) = (Double.infinity, Double.infinity)
    for _ in 0..<rounds {
      ours = min(ours, try subject.time(count: 20) / 20)
      theirs = min(theirs, try peer.microseconds(graph))
    }
    return "\(model): axon \(Int(ours.rounded())), Nordic's simulator \(Int(theirs.rounded())), "
      + "\(Int((theirs / ours).rounded())) x, best of \(rounds) rounds"
  }
}

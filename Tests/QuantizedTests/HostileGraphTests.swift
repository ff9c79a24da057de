import Foundation
import Graph
import TestSupport
import Testing

@testable import Quantized

/// Damaged models that validation lets through: each runs, or throws one of the errors that an input
/// can cause; none traps.
@Suite struct HostileGraphTests {
  @Test(arguments: ["dwsep_block_int8", "softmax_int8", "mamba1_step_explog_int8", "pools_int8"])
  func damagedModelsRunOrAreRefused(model: String) throws {
    let bytes = try FileContents.read(Repository.path(of: model, "model.tosa"))
    let rounds = ProcessInfo.processInfo.environment["ASSAY_HOSTILE_ROUNDS"].flatMap { Int($0) }
    var random = SplitMix64(seed: 99)
    var draw = Draw(seed: 100)
    var completed = 0
    for _ in 0..<(rounds ?? 150) {
      let damaged = Mutation.damaged(bytes, by: &random)
      guard let graph = try? ValidatedGraph(Graph(tosa: damaged)) else { continue }
      switch Self.outcome(of: graph, &draw) {
      case nil: completed += 1
      case .invalid, .unsupported, .unpredictable: break
      case let error?: Issue.record("\(error)")
      }
    }
    #expect(completed > 0)
  }

  /// Runs the graph once on random inputs; the error if there is one.
  private static func outcome(of graph: ValidatedGraph, _ draw: inout Draw) -> EngineError? {
    do throws(EngineError) {
      let plan = try QuantizedEngine().prepare(graph)
      _ = try plan.run(plan.inputs.map { draw.tensor($0.type.dtype, $0.type.shape) })
      return nil
    } catch {
      return error
    }
  }
}

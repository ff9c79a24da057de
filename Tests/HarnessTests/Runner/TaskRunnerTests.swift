import Comparison
import Foundation
import Graph
import TestSupport
import Testing

@testable import Harness

@Suite struct TaskRunnerTests {
  /// The task over a copy of the fault detection showcase, `text` edited.
  private static func suite(
    in folder: TemporarySuite, edit: (String) -> String = { $0 }
  ) throws -> Harness.Suite {
    let text = """
      suite: test
      tasks:
        - name: faults
          metric: auc
          data:
            inputs: fault_detection/test_inputs.npy
            labels: fault_detection/test_labels.npy
            scale: 0.0625
          baseline: {engine: reference, model: fault_detection/fp32.pte, at-least: 0.85}
          runs:
            - {engine: quantized, model: fault_detection/int8.pte, max-loss: 1}
            - {engine: axon, model: fault_detection/int8.pte, max-loss: 1}
          reason: r
      """
    return try SuiteReader.parse(
      edit(text), file: folder.folder.appending(path: "suite.yaml").path)
  }

  private static func results(
    edit: (String) -> String = { $0 }, damage: (TemporarySuite) throws -> Void = { _ in },
    jobs: Int = 2, engines: Set<String>? = nil
  ) async throws -> [CaseResult] {
    let folder = try TemporarySuite(models: ["fault_detection"])
    try damage(folder)
    var options = RunOptions(jobs: jobs, isReproducible: true)
    options.engines = engines
    return try await TemporarySuite.results(of: suite(in: folder, edit: edit), options: options)
  }

  /// Against PyTorch, and the INT8 graph on the TOSA reference model: `metrics.json`, written by `make models`.
  @Test func everyEngineReachesWhatPyTorchDoes() async throws {
    let recorded = try JSONSerialization.jsonObject(
      with: Data(contentsOf: Repository.models.appending(path: "fault_detection/metrics.json")))
    let metrics = try #require(recorded as? [String: Any])
    let results = try await Self.results()
    #expect(results.map(\.outcome) == [.pass, .pass, .pass])
    #expect(results.map { $0.task?.engine } == ["reference", "quantized", "axon"])
    #expect(results[0].task?.value == metrics["fp32, PyTorch"] as? Double)
    #expect(results[1].task?.value == metrics["int8, TOSA reference model"] as? Double)
    #expect(results[1].name == "faults: auc on quantized")
    #expect(results[1].message.contains("reference's 0.9"))
  }

  @Test(arguments: [1, 3, 64])
  func jobsChangeNothing(jobs: Int) async throws {
    let one = try await Self.results(jobs: 1)
    let many = try await Self.results(jobs: jobs)
    #expect(many.map(\.task) == one.map(\.task))
  }

  @Test func aWrongLabelledDataSetFailsTheBaseline() async throws {
    let results = try await Self.results(damage: { folder in
      try folder.edit("fault_detection/test_labels.npy") { bytes in
        for index in stride(from: 128, to: bytes.count, by: 4) { bytes[index] ^= 1 }
      }
    })
    #expect(results[0].outcome == .fail)
    #expect(results[0].message.contains("at least 0.8500 is asked of the baseline"))
  }

  /// The INT8 network with the bytes of one of its weights turned around is a worse one.
  @Test func aDamagedNetworkOverspends() async throws {
    let results = try await Self.results(damage: { folder in
      let path = folder.folder.appending(path: "fault_detection/int8.tosa").path
      let block = try #require(try Graph(tosaFile: path).regions.first?.blocks.first)
      let weight = try #require(block.tensors.first { $0.type.shape.elementCount == 96 * 64 })
      let value = try #require(weight.value)
      try folder.edit("fault_detection/int8.pte") { bytes in
        let range = try #require(bytes.firstRange(of: value.bytes))
        bytes.replaceSubrange(range, with: value.bytes.reversed())
      }
    })
    #expect(results.map(\.outcome) == [.pass, .fail, .fail])
    #expect(results[2].message.contains("points worse than reference's"))
    #expect(results[2].message.hasSuffix("1 point allowed"))
  }

  @Test func runsOfOtherEnginesAreLeftOut() async throws {
    let results = try await Self.results(engines: ["reference", "axon"])
    #expect(results.map(\.name) == ["faults: auc on reference", "faults: auc on axon"])
  }

  @Test(arguments: [
    ("test_labels.npy", "test_inputs.npy", "are no labels"),
    ("int8.pte", "int8.tosa", "Name a program (.pte)"),
    ("int8.pte", "absent.pte", "absent.pte"),
  ])
  func aTaskThatDoesNotFitIsInvalid(old: String, new: String, message: String) async throws {
    let results = try await Self.results(edit: { $0.replacing(old, with: new) })
    let last = try #require(results.last)
    #expect(last.outcome.kind == .invalid)
    #expect(last.message.contains(message), "\(last.message)")
    #expect(last.task == nil)
  }

  @Test func withoutABaselineNothingIsJudged() async throws {
    let results = try await Self.results(edit: { $0.replacing("fp32.pte", with: "absent.pte") })
    #expect(results.map(\.outcome.kind) == [.invalid, .skipped, .skipped])
  }

  @Test func aLossOfExactlyTheBudgetPasses() {
    // 0.93 - 0.92 is a little more than 0.01 in binary.
    let result = TaskResult(
      task: "t", metric: .top1, engine: "axon", value: 0.92, baseline: 0.93,
      baselineEngine: "reference", budget: 1, samples: 600)
    #expect(result.isWithinBudget)
  }
}

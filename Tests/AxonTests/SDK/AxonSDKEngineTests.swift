import Axon
import Foundation
import Graph
import TestSupport
import Testing

struct AxonSDKEngineTests {
  @Test func absenceSaysHowToEnableIt() throws {
    let search = SDKLocation.search([:])
    let reason =
      "SDK_EDGE_AI_PATH is not set; set it to the folder of Nordic's sdk-edge-ai to enable it"
    #expect(search == .absent(reason: reason))
    #expect(SDKLocation.search(["SDK_EDGE_AI_PATH": ""]) == search)
    let engine = AxonSDKEngine(search: search)
    let graph = try ExportedGraph("add_mul_int8/model.tosa").graph
    #expect(engine.unsupported(in: graph).map(\.reason) == [reason])
    #expect(throws: EngineError.self) { try engine.prepare(graph) }
  }

  @Test func folderWithoutLibraryIsAbsence() {
    let search = SDKLocation.search([
      "SDK_EDGE_AI_PATH": FileManager.default.temporaryDirectory.path
    ])
    guard case .absent(let reason) = search else {
      Issue.record("found")
      return
    }
    #expect(reason.hasPrefix("SDK_EDGE_AI_PATH is set, but there is no "))
  }

  /// A worker that only crashes: the plan is made, the run fails as infrastructure, nothing else.
  @Test func crashOfTheWorkerIsAnErrorOfTheRun() throws {
    let engine = AxonSDKEngine(search: .found(SDKLocation(library: "none"))) {
      var worker = SDKWorker($0, executable: URL(filePath: "/bin/sh"))
      worker.arguments = ["-c", "kill -SEGV $$", "sh"]
      return worker
    }
    let graph = try ExportedGraph("add_mul_int8/model.tosa").graph
    #expect(engine.unsupported(in: graph).isEmpty)
    let plan = try engine.prepare(graph)
    let inputs = plan.inputs.map { Tensor(zeros: $0.type) }
    #expect(
      throws: EngineError.infrastructure(
        InfrastructureFailure(
          subject: "axon-sdk", reason: "the worker was ended by signal 11",
          ending: .signal(11)))
    ) { try plan.run(inputs) }
  }

  @Test(.enabled(if: SDKHere.isPresent, "SDK_EDGE_AI_PATH leads to no SDK"))
  func anotherLibraryIsInfrastructure() throws {
    let worker = SDKHere.makeWorker(SDKLocation(library: "libm.so.6"))
    let error = #expect(throws: EngineError.self) {
      try worker.run(SDKWorkerTests.network, inputs: [[1, 2]])
    }
    guard case .infrastructure(let failure) = error else {
      Issue.record("\(error.debugDescription)")
      return
    }
    #expect(failure.reason.hasPrefix("the library "))
  }

  /// Several inputs, several regions, several outputs, and real models. Nordic's softmax has a
  /// table, which may make 1 LSB.
  @Test(
    .enabled(if: SDKHere.isPresent, "SDK_EDGE_AI_PATH leads to no SDK"),
    arguments: ExportedGraph.int8)
  func modelGivesWhatTheSimulatorGives(_ file: String) throws {
    let exported = try ExportedGraph(file)
    let options = AxonOptions(version: .v140)
    let ours = try AxonEngine(options: options).prepare(exported.graph)
    let theirs = try AxonSDKEngine(options: options, makeWorker: SDKHere.makeWorker)
      .prepare(exported.graph)
    let (first, second) = (try ours.run(exported.inputs), try theirs.run(exported.inputs))
    guard file.contains("softmax") else {
      #expect(first == second)
      return
    }
    for (a, b) in zip(first, second) { #expect((histogram(a, b).keys.max() ?? 0) <= 1) }
  }

  /// Sums, whose windows and layouts no exported network has all of.
  @Test(
    .enabled(if: SDKHere.isPresent, "SDK_EDGE_AI_PATH leads to no SDK"),
    arguments: PatternTests.sums)
  func sumGivesWhatTheSimulatorGives(_ pattern: PatternTests.Case) throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      var sketch = PatternSketch(seed: seed)
      let output = pattern.build(&sketch)
      let graph = try sketch.graph(output)
      let inputs = PatternSketch.values(for: graph, seed: seed)
      let ours = try AxonEngine().prepare(graph).run(inputs)
      let theirs = try AxonSDKEngine(makeWorker: SDKHere.makeWorker).prepare(graph).run(inputs)
      #expect(ours == theirs)
    }
  }
}

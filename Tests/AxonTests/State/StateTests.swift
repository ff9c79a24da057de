import Graph
import Quantized
import TestSupport
import Testing

@testable import Axon

/// Graphs with variables over several runs of one session.
@Suite struct StateTests {
  private static let runs = 6

  /// What each run of one session gives, and everything that was observed.
  private static func outputs(
    _ engine: some Engine, _ graph: ValidatedGraph
  ) throws -> [(outputs: [Tensor], seen: [String: Tensor])] {
    let plan = try engine.prepare(graph)
    let session = try plan.makeSession()
    return try (1...runs).map { run in
      let inputs = PatternSketch.values(for: graph, seed: UInt64(run))
      var seen = Dictionary(uniqueKeysWithValues: zip(graph.inputs.map(\.name), inputs))
      var outputs = plan.makeOutputs()
      try session.run(inputs, into: &outputs) { seen[$0.name] = $0.tensor }
      return (outputs, seen)
    }
  }

  @Test(arguments: StateCase.all)
  func `AXON keeps what it can`(state: StateCase) throws {
    let report = try AxonEngine().compile(state.graph(seed: 1)).report
    #expect(
      report.networks.map { $0.layers.map(\.operation).sorted { $0.rawValue < $1.rawValue } }
        == state.regions.map { $0.sorted { $0.rawValue < $1.rawValue } })
    for entry in report.operators where [.variableRead, .variableWrite].contains(entry.kind) {
      if case .host(let reason) = entry.placement {
        #expect(reason == state.reason)
      } else {
        #expect(state.reason == nil)
      }
    }
  }

  /// Every element of every run by the slow rules, the states' by the run before.
  @Test(arguments: StateCase.all)
  func `runs of a session are understood`(state: StateCase) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let graph = try state.graph(seed: seed)
      let quantized = try Self.outputs(QuantizedEngine(), graph)
      let axon = try Self.outputs(AxonEngine(), graph)
      let explanation = AxonExplanation(graph)
      for run in 0..<Self.runs {
        let report = try explanation.explain(
          quantized: quantized[run].seen, axon: axon[run].seen, scope: .all,
          before: run == 0 ? nil : (quantized[run - 1].seen, axon[run - 1].seen))
        #expect(report.unexplained == 0, "run \(run)")
        for (a, b) in zip(quantized[run].outputs, axon[run].outputs) {
          let counts = histogram(a, b)
          #expect((counts[0] ?? 0) * 2 >= a.count, "\(counts)")
        }
      }
    }
  }

  @Test(arguments: StateCase.all)
  func `a session begins anew`(state: StateCase) throws {
    let graph = try state.graph(seed: 1)
    let plan = try AxonEngine().compile(graph)
    let inputs = PatternSketch.values(for: graph, seed: 1)
    let first = try plan.run(inputs)
    let session = try plan.makeSession()
    var outputs = plan.makeOutputs()
    try session.run(inputs, into: &outputs)
    #expect(outputs == first)
    try session.run(inputs, into: &outputs)
    #expect(try plan.run(inputs) == first)
  }

  /// Four inferences each on Nordic's simulator; the buffer is the compiler's.
  @Test func `measured states are equal`() throws {
    let bytes = try FileContents.read(Repository.path(of: "Suites/axon/states.jsonl"))
    let vectors = try AxonVectorReader.read(bytes)
    #expect(vectors.count == 9)
    for vector in vectors {
      let replay = try VectorReplay(vector)
      #expect(replay.equal == replay.outputs, "\(vector.id)")
    }
    for measured in try CycleRecords.read(bytes) {
      #expect(
        InterlayerMemory(measured.layers).bytes == measured.memory.interlayerBytes,
        "\(measured.subject)")
    }
  }

  /// A state that one engine has not kept, or that was changed by one, is seen.
  @Test func `a fault in a state is unexplained`() throws {
    let state = try #require(StateCase.all.first)
    let graph = try state.graph(seed: 2)
    let quantized = try Self.outputs(QuantizedEngine(), graph)
    var axon = try Self.outputs(AxonEngine(), graph)
    let name = try #require(
      AxonExplanation(graph).explain(quantized: quantized[0].seen, axon: axon[0].seen)
        .tensors.first { $0.operation == "persistent_var" }?.name)
    axon[1].seen[name]?.withMutableElements(as: Int8.self) { $0[5] ^= 1 }
    let report = try AxonExplanation(graph).explain(
      quantized: quantized[1].seen, axon: axon[1].seen,
      before: (quantized[0].seen, axon[0].seen))
    #expect(report.tensors.first { $0.name == name }?.unexplained == 1)
  }

  /// Nordic's simulator, which keeps variables within one job.
  @Test(
    .enabled(if: SDKHere.isPresent, "SDK_EDGE_AI_PATH leads to no SDK"), arguments: StateCase.all)
  func `Nordic's simulator keeps the same`(state: StateCase) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let graph = try state.graph(seed: seed)
      let ours = try Self.outputs(AxonEngine(), graph)
      let theirs = try Self.outputs(AxonSDKEngine(makeWorker: SDKHere.makeWorker), graph)
      #expect(ours.map(\.outputs) == theirs.map(\.outputs))
    }
  }
}

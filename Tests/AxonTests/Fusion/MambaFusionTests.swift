import Graph
import Reference
import TestSupport
import Testing

@testable import Axon

/// The Mamba steps among the exported models: what is fused, and what it does to the results.
@Suite struct MambaFusionTests {
  static let expected = ["PTCausalConvStep", "PTSoftplus", "PTSelectiveScan", "PTGatedMul"]

  @Test(arguments: ["mamba1_step_fp32", "mamba1_step_explog_fp32"])
  func `the FP step is four kernels and what is between them`(model: String) throws {
    let graph = try ValidatedGraph(Graph(tosaFile: Repository.path(of: model, "model.tosa")))
    let plan = try FusedEngine.axon().compile(graph)
    #expect(plan.fusions.map(\.pattern) == Self.expected)
    let left = plan.report.operators.filter {
      if case .host = $0.placement { true } else { false }
    }
    #expect(Set(left.map(\.kind)).isSubset(of: [.conv2D, .reshape, .slice, .add]))
  }

  /// The scan alone adds up eight products; through two more layers a few units are left.
  @Test(arguments: ["mamba1_step_fp32", "mamba1_step_explog_fp32"])
  func `the FP step differs from the operators by a few units`(model: String) throws {
    let graph = try ValidatedGraph(Graph(tosaFile: Repository.path(of: model, "model.tosa")))
    let inputs = try Repository.files(of: model, startingWith: "tosa_in").map {
      try NumPyFile.read($0)
    }
    let fused = try FusedEngine.axon().prepare(graph).run(inputs)
    let apart = try ReferenceEngine().prepare(graph).run(inputs)
    for (a, b) in zip(fused, apart) {
      let largest = b.realValues.map(\.magnitude).max() ?? 0
      let difference = zip(a.realValues, b.realValues).map { ($0 - $1).magnitude }.max() ?? 0
      #expect(difference <= 0x1p-20 * largest)
    }
  }

  /// One by one the four steps of the scan fire where the whole is off.
  @Test func `the steps of the scan fire alone`() throws {
    let graph = try ValidatedGraph(
      Graph(tosaFile: Repository.path(of: "mamba1_step_fp32", "model.tosa")))
    let plan = try FusedEngine.axon(without: ["PTSelectiveScan", "PTGatedMul"]).compile(graph)
    #expect(
      plan.fusions.map(\.pattern) == [
        "PTCausalConvStep", "PTSoftplus", "PTDiscretizeA", "PTDiscretizeB", "PTScanStep",
        "PTScanOutput", "PTSiLU",
      ])
  }

  @Test func `the INT8 step keeps its chains of scales, the program its softplus`() throws {
    let program = try Program(pteFile: Repository.path(of: "mamba1_step_int8", "model.pte"))
    #expect(FusionCatalog.fusions(of: program.plans[0]).map(\.pattern) == ["PTSoftplus"])
    for (file, count) in [("model_0.tosa", 2), ("model_1.tosa", 4)] {
      let graph = try ValidatedGraph(
        Graph(tosaFile: Repository.path(of: "mamba1_step_int8", file)))
      let fusions = try FusedEngine.axon().compile(graph).fusions
      #expect(fusions.map(\.pattern) == Array(repeating: "PTRescaleChain", count: count))
    }
  }

  /// In q11.12 a result is a multiple of 2^-12; the state's products of eight terms add up a few units.
  @Test(arguments: PatternExport.all.filter { $0.name != "gelu_tanh" })
  func `groups run in q11.12 where there is a kernel`(export: PatternExport) throws {
    let graph = try #require(try export.graph("fp32"))
    let plan = try FusedEngine.axon(arithmetic: .q12).compile(graph)
    guard let fusion = plan.fusions.first else { return }
    let entry = try #require(FusionCatalog.entries.first { $0.name == fusion.pattern })
    let isQ12 = entry.kernels.contains(.q12)
    #expect(fusion.kernel.hasSuffix(isQ12 ? "q11.12" : "fp32"))
    guard isQ12 else { return }
    let session = try plan.makeSession()
    let exact = try FusedEngine.axon().compile(graph)
    var outputs = plan.makeOutputs()
    var random = SplitMix64(seed: 12)
    for _ in 0..<200 {
      let inputs = graph.inputs.map { port in
        Tensor(
          (0..<port.type.shape.elementCount).map { _ -> Float in
            let value = Float(random.unit() * 4 - 2)
            return port.name == "delta" ? value.magnitude / 2 : value
          }, .fp32, port.type.shape)
      }
      try session.run(inputs, into: &outputs)
      for (a, b) in zip(outputs, try exact.run(inputs)) {
        for (x, y) in zip(a.elements(as: Float.self), b.elements(as: Float.self)) {
          #expect(x * 4096 == (x * 4096).rounded())
          #expect((x - y).magnitude <= 32 * 0x1p-12)
        }
      }
    }
  }
}

import Axon
import Graph
import TestSupport
import Testing

/// What is found in ExecuTorch's own emission, in each domain, and that each pattern can be switched
/// off.
@Suite struct EmissionTests {
  /// What one module must show. Every folder is in the table.
  struct Row: Sendable, CustomTestStringConvertible {
    let export: PatternExport
    let fp: [String]
    let int: [String]
    let program: [String]
    var testDescription: String { export.name }

    init(
      _ name: String, fp: [String] = [], int: [String] = [], program: [String] = []
    ) {
      export = PatternExport(name: name)
      self.fp = fp
      self.int = int
      self.program = program
    }

    /// The same pattern in FP graph and program.
    init(_ name: String, both pattern: String, int: [String] = []) {
      self.init(name, fp: [pattern], int: int, program: [pattern])
    }
  }

  static let rows = [
    Row("add_clamp", int: ["PTClampFold"]),
    // ReLU and ReLU6 live in the output's zero point and scale: nothing is left to fold.
    Row("conv_relu"),
    Row("conv_relu6"),
    Row("conv_step", both: "PTCausalConvStep", int: ["PTRescaleChain", "PTRescaleChain"]),
    Row("discretize_a", both: "PTDiscretizeA"),
    Row("discretize_b", both: "PTDiscretizeB"),
    Row("discretize_b_step_first", both: "PTDiscretizeB"),
    Row("gated_linear", both: "PTGatedMul"),
    Row("gated_mul", both: "PTGatedMul"),
    Row("gelu", both: "PTGELU"),
    // Another function than PTGELU; the TANH in it is one of its own.
    Row("gelu_tanh", fp: ["PTTanh"]),
    Row("hardsigmoid", both: "PTHardSigmoid"),
    Row("hardswish", both: "PTHardSwish"),
    Row("leaky_relu", both: "PTLeakyReLU"),
    Row("linear_relu", both: "PTLinearActivation"),
    Row("linear_relu6", both: "PTLinearActivation"),
    Row("linear_sigmoid", both: "PTLinearActivation", int: ["PTLinearActivation"]),
    Row("linear_silu", both: "PTLinearActivation"),
    Row("linear_softmax", both: "PTSoftmax", int: ["PTSoftmax"]),
    Row("linear_tanh", both: "PTLinearActivation", int: ["PTLinearActivation"]),
    Row("mean_adaptive", both: "PTMeanPool", int: ["PTMeanPool"]),
    Row("mean_pool", both: "PTMeanPool", int: ["PTMeanPool"]),
    Row("mean_pool_keep", both: "PTMeanPool", int: ["PTMeanPool"]),
    Row("mean_sum", both: "PTMeanPool", int: ["PTMeanPool"]),
    // A CONCAT is between the two RESCALEs.
    Row("rescale_chain"),
    Row("residual_norm", both: "PTResidualNorm", int: ["PTMeanPool"]),
    Row("rmsnorm", both: "RMSNorm", int: ["PTMeanPool"]),
    Row("rmsnorm_module", both: "RMSNorm"),
    Row("scan_output", both: "PTScanOutput", int: ["PTRescaleChain", "PTRescaleChain"]),
    Row("scan_step", both: "PTScanStep", int: ["PTRescaleChain"]),
    Row(
      "selective_scan", both: "PTSelectiveScan",
      int: ["PTRescaleChain", "PTRescaleChain", "PTRescaleChain"]),
    Row(
      "selective_scan_step_first", both: "PTSelectiveScan",
      int: ["PTRescaleChain", "PTRescaleChain", "PTRescaleChain"]),
    Row("sigmoid", both: "PTSigmoid"),
    Row("silu", both: "PTSiLU"),
    Row("softmax", both: "PTSoftmax"),
    Row("softplus", both: "PTSoftplus"),
    Row("softplus_explog", both: "PTSoftplus"),
    Row("softplus_stable", both: "PTSoftplus"),
    Row("tanh", both: "PTTanh"),
  ]

  @Test func `the table has every folder`() {
    #expect(Self.rows.map(\.export.name) == PatternExport.all.map(\.name))
  }

  @Test(arguments: rows)
  func `patterns fire on the emission`(row: Row) throws {
    #expect(try row.export.fusions("fp32") == row.fp)
    #expect(try row.export.fusions("int8") == row.int)
    let plan = try #require(try row.export.plan("portable"))
    #expect(FusionCatalog.fusions(of: plan).map(\.pattern) == row.program)
  }

  @Test(arguments: rows)
  func `a pattern that is switched off does not fire`(row: Row) throws {
    for pattern in Set(row.fp + row.int + row.program) {
      #expect(try !row.export.fusions("fp32", without: [pattern]).contains(pattern))
      #expect(try !row.export.fusions("int8", without: [pattern]).contains(pattern))
      let plan = try #require(try row.export.plan("portable"))
      let found = FusionCatalog.fusions(of: plan, disabled: [pattern])
      #expect(!found.map(\.pattern).contains(pattern))
    }
  }

  @Test(arguments: FusionCatalog.entries.map(\.name))
  func `every pattern fires in every domain that lists it`(name: String) throws {
    let entry = try #require(FusionCatalog.entries.first { $0.name == name })
    let domains = [
      Self.rows.contains { $0.fp.contains(entry.name) } ? "FP graph" : nil,
      Self.rows.contains { $0.int.contains(entry.name) } ? "INT graph" : nil,
      Self.rows.contains { $0.program.contains(entry.name) } ? "program" : nil,
    ]
    #expect(entry.domains == domains.compactMap { $0 })
  }
}

/// In an INT graph a pattern that is switched off is not folded into AXON's layers.
@Suite struct FoldSwitchTests {
  @Test(arguments: [
    ("add_clamp", "PTClampFold"), ("scan_step", "PTRescaleChain"), ("mean_adaptive", "PTMeanPool"),
    ("mean_pool", "PTMeanPool"),
    ("linear_sigmoid", "PTLinearActivation"), ("linear_softmax", "PTSoftmax"),
  ])
  func `lowering honours the switch`(name: String, pattern: String) throws {
    let graph = try #require(try PatternExport(name: name).graph("int8"))
    let on = try FusedEngine.axon().compile(graph)
    let off = try FusedEngine.axon(without: [pattern]).compile(graph)
    let folded = try #require(on.fusions.first { $0.pattern == pattern })
    let layers = { (plan: AxonPlan) in
      folded.operators.map { plan.report.operators[$0].placement }
    }
    #expect(layers(on) != layers(off))
  }
}

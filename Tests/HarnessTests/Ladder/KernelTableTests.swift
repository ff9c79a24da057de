import Foundation
import Graph
import Harness
import Portable
import Quantized
import TestSupport
import Testing

/// Prices against the measurements that they are made from, `Suites/ladder/portable_kernels.json`.
@Suite struct KernelTableTests {
  static let folder = Repository.root.appending(path: "Suites/ladder").path

  private struct Measured: Decodable {
    struct Kernel: Decodable {
      var calls: Int
      var elements: Int
      var instructions: Int
    }
    var total_instructions: Int
    var kernels: [String: Kernel]
  }

  private static func measured(_ key: String) throws -> Measured {
    let data = try Data(contentsOf: URL(filePath: "\(folder)/portable_kernels.json"))
    let graphs = try JSONDecoder().decode([String: Measured].self, from: data)
    return try #require(graphs[key])
  }

  private static func work(_ graph: String) throws -> [String: Int] {
    let data = try Data(contentsOf: URL(filePath: "\(folder)/work.json"))
    return try #require(JSONDecoder().decode([String: [String: Int]].self, from: data)[graph])
  }

  /// The operator and whether its input is constant, from the table's name.
  private static func call(_ name: String) -> (ProgramOperator, isConstant: Bool) {
    if name.hasPrefix("dq_") {
      return (
        ProgramOperator("quantized_decomposed::dequantize_per_tensor", overload: "out"),
        name == "dq_const"
      )
    }
    let parts = name.split(separator: ".")
    let namespaced = name.contains("::") ? String(parts[0]) : "aten::\(parts[0])"
    return (ProgramOperator(namespaced, overload: String(parts[1])), false)
  }

  /// Calls that come to the figures of a measured graph, each multiplied by `factor`.
  private static func calls(_ graph: String, times factor: Int = 1) throws -> [PortableCall] {
    let work = try work(graph)
    return try measured("\(graph)_Os").kernels.flatMap { name, kernel in
      let (op, isConstant) = call(name)
      return (0..<kernel.calls).map { index in
        let isFirst = index == 0
        return PortableCall(
          instruction: 0, operator: op, elements: isFirst ? factor * kernel.elements : 0,
          work: isFirst ? factor * (work[name] ?? kernel.elements) : 0, isConstant: isConstant)
      }
    }
  }

  static let graphs = [
    "fp32_step_96_88_3", "int8_step_96_88_3", "fp32_step_128_68_5", "int8_step_128_68_5",
    "int8_linear_only_128_68_5",
  ]

  @Test(arguments: graphs, KernelTable.Optimization.allCases)
  func `a measured graph costs what was measured`(
    graph: String, optimization: KernelTable.Optimization
  ) throws {
    let table = try KernelTable(folder: Self.folder)
    let price = try table.price(Self.calls(graph), optimization)
    let measured = try Self.measured("\(graph)_\(optimization.rawValue)")
    #expect(price.total == Double(measured.total_instructions))
    #expect(price.likest == graph)
    #expect(price.rows.allSatisfy { $0.isMeasured })
  }

  @Test func `twice the work costs twice`() throws {
    let table = try KernelTable(folder: Self.folder)
    let once = try table.price(Self.calls("fp32_step_96_88_3"))
    let twice = try table.price(Self.calls("fp32_step_96_88_3", times: 2))
    #expect(abs(twice.total / once.total - 2) < 0.01)
    #expect(twice.rows.allSatisfy { !$0.isMeasured || $0.name == "runtime" })
  }

  @Test func `what was never measured has no price`() throws {
    let calls = ["aten::tanh", "aten::exp", "aten::sqrt"].map {
      PortableCall(
        instruction: 0, operator: ProgramOperator($0, overload: "out"), elements: 1, work: 1)
    }
    let table = try KernelTable(folder: Self.folder)
    #expect {
      try table.price(calls)
    } throws: { error in
      "\(error)" == "portable: sqrt.out, tanh.out: its instructions were never measured"
    }
  }

  /// The trained model's programs have the shapes of the measured graphs.
  @Test(arguments: [("fp32_step", 31_604_353), ("int8_step", 54_468_692)])
  func `the trained programs are the measured graphs`(name: String, total: Int) throws {
    let program = try Program(
      pteFile: Repository.path(of: "mamba_lm_v96_d88_l3", "\(name).pte"))
    let plan = try ProgramPlan(program, engine: QuantizedEngine())
    let price = try KernelTable(folder: Self.folder).price(plan.kernelCalls)
    #expect(price.total == Double(total))
    #expect(price.rows.allSatisfy { $0.isMeasured })
    let work = try Self.work("\(name)_96_88_3")
    for row in price.rows where row.name != "runtime" {
      let expected = work[row.name] ?? row.elements
      #expect(row.work == expected, "\(row.name)")
    }
  }

  // Tests run in the repository's folder, where the table is.
  @Test func `inspect lists kernel calls with their price`() throws {
    let model = try Model.load(Repository.path(of: "mamba_lm_v96_d88_l3", "fp32_step.pte"))
    let inspection = try Inspection(of: model)
    let calls = inspection.summary.kernelCalls
    #expect(calls.reduce(0) { $0 + ($1.instructionsOs ?? 0) } == 31_604_353)
    #expect(calls.first { $0.operator == "mm.out" }?.work == 167_904)
    #expect(inspection.text.contains("in all 31604353 at -Os, 15972583 at -O2"))
  }
}

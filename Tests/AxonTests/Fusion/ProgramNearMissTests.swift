import Axon
import Graph
import TestSupport
import Testing

/// Programs that differ from an emission in one thing that the pattern needs: then it does not fire.
@Suite struct ProgramNearMissTests {
  static let rows = EmissionTests.rows.filter { !$0.program.isEmpty }

  /// Kernels that copy elements: handing out what they make takes nothing from the pattern.
  private static let views: Set<String> = [
    "aten::unsqueeze_copy", "aten::squeeze_copy", "aten::view_copy", "aten::permute_copy",
    "dim_order_ops::_to_dim_order_copy",
  ]

  @Test(arguments: rows)
  func `no pattern takes a value that is handed out`(row: EmissionTests.Row) throws {
    let plan = try #require(try row.export.plan("portable"))
    let fusion = try #require(FusionCatalog.fusions(of: plan).first)
    for index in fusion.operators.dropLast() {
      guard case .kernelCall(let op, let arguments) = plan.instructions[index],
        let result = arguments.last, !plan.outputs.contains(result),
        !Self.views.contains(plan.operators[op].name)
      else { continue }
      var changed = plan
      changed.outputs.append(result)
      #expect(
        !FusionCatalog.fusions(of: changed).contains { $0.operators == fusion.operators },
        "instruction \(index)")
    }
  }

  /// An epsilon, a slope and the sizes of axes are read out or looked at, not demanded.
  private static let free: Set<Double> = [1e-5, 0.1]

  @Test(arguments: rows)
  func `no pattern takes another number`(row: EmissionTests.Row) throws {
    let plan = try #require(try row.export.plan("portable"))
    for (index, value) in plan.values.enumerated() {
      guard case .double(let number) = value, number != 0, !Self.free.contains(number) else {
        continue
      }
      var changed = plan
      changed.values[index] = .double(number * 1.001)
      #expect(
        !FusionCatalog.fusions(of: changed).map(\.pattern).contains(row.program[0]), "%\(index)")
    }
  }

  @Test func `sums are weighted by one`() throws {
    let plan = try #require(try PatternExport(name: "scan_step").plan("portable"))
    let add = try #require(plan.operators.firstIndex { $0.name == "aten::add" })
    var changed = plan
    for case .kernelCall(add, let arguments) in plan.instructions {
      changed.values[arguments[2]] = .int(2)
    }
    #expect(FusionCatalog.fusions(of: changed).isEmpty)
  }

  @Test func `a program with jumps is left alone`() throws {
    let plan = try #require(try PatternExport(name: "silu").plan("portable"))
    #expect(FusionCatalog.fusions(of: plan).count == 1)
    var changed = plan
    changed.instructions.append(.jumpFalseCall(condition: 0, destination: 0))
    #expect(FusionCatalog.fusions(of: changed).isEmpty)
  }

  @Test func `a value that is written twice has no meaning`() throws {
    let plan = try #require(try PatternExport(name: "silu").plan("portable"))
    var changed = plan
    changed.instructions.append(plan.instructions[0])
    #expect(FusionCatalog.fusions(of: changed).isEmpty)
  }

  /// The quantized program leaves to the CPU what TOSA's INT profile can't say.
  @Test(arguments: [("softplus", "PTSoftplus"), ("rmsnorm_module", "RMSNorm")])
  func `patterns fire on what a quantized program leaves`(name: String, pattern: String) throws {
    let plan = try #require(try PatternExport(name: name).plan("int8"))
    #expect(FusionCatalog.fusions(of: plan).map(\.pattern) == [pattern])
  }
}

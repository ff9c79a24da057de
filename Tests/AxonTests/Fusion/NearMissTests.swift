import Axon
import Graph
import TestSupport
import Testing

/// Graphs that differ from an emission in one thing that the pattern needs: then it does not fire.
@Suite struct NearMissTests {
  static let exports = EmissionTests.rows.filter { !$0.fp.isEmpty && $0.export.name != "gelu_tanh" }

  /// Operators that compute nothing: handing out such a tensor takes nothing from the pattern.
  private static func isView(_ operation: Operation) -> Bool {
    switch operation {
    case .reshape, .const, .constShape: true
    default: false
    }
  }

  @Test(arguments: exports)
  func `no pattern takes a tensor that is handed out`(row: EmissionTests.Row) throws {
    let graph = try #require(try row.export.graph("fp32"))
    let fusion = try #require(try FusedEngine.axon().compile(graph).fusions.first)
    for index in fusion.operators {
      let op = graph.main.operators[index]
      let result = op.outputs[0]
      // The last one is handed on anyway.
      guard !Self.isView(op.operation), !graph.main.outputs.contains(result),
        index != fusion.operators.last
      else { continue }
      var changed = graph.graph
      changed.regions[0].blocks[0].outputs.append(result)
      let fusions = try FusedEngine.axon().compile(ValidatedGraph(changed)).fusions
      #expect(!fusions.contains { $0.operators == fusion.operators }, "operator \(index)")
      #expect(
        !fusions.contains { $0.operators.contains(index) && $0.operators.last != index },
        "\(graph.subject(ofOperator: index)) is inside \(fusions.map(\.pattern))")
    }
  }

  /// Numbers that a pattern reads out instead of demanding: an epsilon, a slope.
  static let free: Set<Float> = [1e-5, 0.1]

  @Test(arguments: exports)
  func `no pattern takes another number`(row: EmissionTests.Row) throws {
    let graph = try #require(try row.export.graph("fp32"))
    for (index, op) in graph.main.operators.enumerated() where op.operation == .const(Const()) {
      let id = op.outputs[0]
      guard let value = graph.constant(id), value.dtype == .fp32, value.count == 1,
        let number = value.elements(as: Float.self).first,
        number != 0, !Self.free.contains(number)
      else { continue }
      var changed = graph.graph
      changed.regions[0].blocks[0].tensors[id.index].value = Tensor(
        [number * 1.001], .fp32, value.shape)
      let fusions = try FusedEngine.axon().compile(ValidatedGraph(changed)).fusions
      #expect(!fusions.map(\.pattern).contains(row.fp[0]), "operator \(index)")
    }
  }

  @Test(arguments: exports)
  func `no pattern takes other limits`(row: EmissionTests.Row) throws {
    let graph = try #require(try row.export.graph("fp32"))
    for (index, op) in graph.main.operators.enumerated() {
      guard case .clamp(var clamp) = op.operation else { continue }
      clamp.maximum = Tensor([5.5 as Float], .fp32, [1]).bytes
      var changed = graph.graph
      changed.regions[0].blocks[0].operators[index].operation = .clamp(clamp)
      let fusions = try FusedEngine.axon().compile(ValidatedGraph(changed)).fusions
      #expect(
        !fusions.contains { $0.pattern == row.fp[0] && $0.operators.contains(index) },
        "operator \(index)")
    }
  }

  /// Formulas that look like a pattern's and are not.
  static let formulas: [Formula] = [
    Formula("PTSiLU", "x · sigmoid(z)") { $0.mul($0.x, $0.unary(.sigmoid, $0.z)) },
    Formula("PTSiLU", "x · tanh(x)") { $0.mul($0.x, $0.unary(.tanh, $0.x)) },
    Formula("PTSoftplus", "log(2 + e^x)") {
      $0.unary(.log, $0.add($0.unary(.exp, $0.x), $0.number(2)))
    },
    Formula("RMSNorm", "over the outer axis") { $0.rms($0.x, axis: 0) },
    Formula("RMSNorm", "of one tensor, for another") { $0.rms($0.x, axis: 1, scaling: $0.z) },
    Formula("RMSNorm", "a mean of too few") { $0.rms($0.x, axis: 1, factor: 1 / 15) },
    Formula("PTSigmoid", "1 / (1 + e^x)") {
      $0.unary(.reciprocal, $0.add($0.unary(.exp, $0.x), $0.number(1)))
    },
    Formula("PTTanh", "erf(x)") { $0.unary(.erf, $0.x) },
    Formula("PTSoftmax", "over the outer axis") { $0.softmax($0.x, axis: 0) },
    Formula("PTSoftmax", "the sum of others") { $0.softmax($0.x, axis: 1, over: $0.z) },
    Formula("PTGELU", "x · (1 + erf(z)) / 2") {
      let erf = $0.unary(.erf, $0.mul($0.z, $0.number(0.70710677)))
      return $0.mul($0.x, $0.mul($0.add(erf, $0.number(1)), $0.number(0.5)))
    },
    Formula("PTHardSwish", "z · clamp(x + 3, 0, 6) / 6") {
      $0.mul($0.mul($0.z, $0.clamp($0.add($0.x, $0.number(3)), 0, 6)), $0.number(1 / 6))
    },
    Formula("PTHardSigmoid", "clamp(x + 3, 0, 1) / 6") {
      $0.mul($0.clamp($0.add($0.x, $0.number(3)), 0, 1), $0.number(1 / 6))
    },
    Formula("PTLeakyReLU", "of two tensors") {
      $0.add(
        $0.clamp($0.x, 0, .greatestFiniteMagnitude),
        $0.mul($0.clamp($0.z, -.greatestFiniteMagnitude, 0), $0.number(0.1)))
    },
    Formula("PTLeakyReLU", "a slope over 1") {
      $0.add(
        $0.clamp($0.x, 0, .greatestFiniteMagnitude),
        $0.mul($0.clamp($0.x, -.greatestFiniteMagnitude, 0), $0.number(1.5)))
    },
    Formula("PTMeanPool", "over the outer axis") {
      $0.mul($0.reduce(.sum, $0.x, 0), $0.number(1.0 / 8))
    },
    Formula("PTMeanPool", "a sum, doubled") { $0.mul($0.reduce(.sum, $0.x, 1), $0.number(2)) },
    Formula("PTGatedMul", "a gate for each row") {
      let gate = $0.reduce(.sum, $0.z, 1)
      return $0.mul($0.x, $0.mul(gate, $0.unary(.sigmoid, gate)))
    },
    Formula("PTGatedMul", "x · sigmoid(z)") { $0.mul($0.x, $0.unary(.sigmoid, $0.z)) },
    Formula("PTResidualNorm", "the sum of other tensors is normalised") {
      $0.rms($0.add($0.x, $0.z), axis: 0)
    },
    Formula("PTDiscretizeA", "one step for all") {
      $0.unary(.exp, $0.mul($0.number(0.1), $0.x))
    },
    Formula("PTDiscretizeA", "a step for each state") {
      $0.unary(.exp, $0.mul($0.row($0.z), $0.x))
    },
    Formula("PTDiscretizeB", "B for each channel") {
      $0.mul($0.reduce(.sum, $0.mul($0.x, $0.z), 1), $0.reduce(.sum, $0.z, 1))
    },
    Formula("PTScanStep", "a drive for each row") {
      $0.add($0.mul($0.x, $0.z), $0.reduce(.sum, $0.z, 1))
    },
    Formula("PTScanStep", "decay · h - drive") {
      $0.binary(.sub, $0.mul($0.x, $0.z), $0.unary(.exp, $0.x))
    },
    Formula("PTScanOutput", "C for each channel") {
      let c = $0.reduce(.sum, $0.z, 1)
      return $0.add($0.reduce(.sum, $0.mul($0.x, c), 1), $0.mul(c, $0.reduce(.sum, $0.x, 1)))
    },
    Formula("PTScanOutput", "over channels and states") {
      let total = $0.reduce(.sum, $0.reduce(.sum, $0.mul($0.x, $0.row($0.z)), 1), 0)
      let skip = $0.reduce(.sum, $0.reduce(.sum, $0.x, 1), 0)
      return $0.add(total, $0.mul(skip, $0.unary(.exp, skip)))
    },
    Formula("PTScanOutput", "over the channels") {
      let c = $0.row($0.z)
      return $0.add($0.reduce(.sum, $0.mul($0.x, c), 0), $0.mul(c, $0.row($0.x)))
    },
    Formula("PTSelectiveScan", "the decay of another step") {
      let step = $0.reduce(.sum, $0.z, 1)
      let b = $0.row($0.z)
      let decay = $0.unary(.exp, $0.mul($0.reduce(.max(nanMode: .propagate), $0.z, 1), $0.x))
      let x = $0.reduce(.sum, $0.x, 1)
      let h = $0.add($0.mul(decay, $0.z), $0.mul($0.mul(step, x), b))
      return $0.add($0.reduce(.sum, $0.mul(h, b), 1), $0.mul(step, x))
    },
  ]

  @Test(arguments: formulas)
  func `no pattern takes what only looks like it`(formula: Formula) throws {
    let graph = try formula.graph()
    #expect(try !FusedEngine.axon().compile(graph).fusions.map(\.pattern).contains(formula.pattern))
  }

  @Test func `a convolution with a window is no linear layer`() throws {
    let export = PatternExport(name: "conv_relu")
    #expect(try !export.fusions("fp32").contains("PTLinearActivation"))
  }

  @Test func `the register of a convolution step loses its oldest element only`() throws {
    let graph = try #require(try PatternExport(name: "conv_step").graph("fp32"))
    var changed = graph.graph
    // From 0: the newest is lost.
    let slice = try #require(
      graph.main.operators.first { $0.operation == .slice(Slice()) })
    changed.regions[0].blocks[0].tensors[slice.inputs[1].index].value = Tensor(
      [0, 0, 0] as [Int64], .shape, [3])
    let fusions = try FusedEngine.axon().compile(ValidatedGraph(changed)).fusions
    // Then what is left is a register without a place for the newest.
    #expect(fusions.allSatisfy { !$0.operators.contains(4) })
  }

  @Test(arguments: [("add_clamp", "PTClampFold"), ("scan_step", "PTRescaleChain")])
  func `nothing is folded into a requantize whose result is handed out`(
    name: String, pattern: String
  ) throws {
    let graph = try #require(try PatternExport(name: name).graph("int8"))
    let fusion = try #require(
      try FusedEngine.axon().compile(graph).fusions.first { $0.pattern == pattern })
    var changed = graph.graph
    changed.regions[0].blocks[0].outputs.append(
      graph.main.operators[fusion.operators[0]].outputs[0])
    let fusions = try FusedEngine.axon().compile(ValidatedGraph(changed)).fusions
    #expect(!fusions.contains { $0.operators == fusion.operators })
  }

  @Test func `a clamp that is no ReLU of its layer is not folded`() throws {
    let graph = try #require(try PatternExport(name: "add_clamp").graph("int8"))
    var changed = graph.graph
    let place = try #require(
      graph.main.operators.firstIndex { if case .clamp = $0.operation { true } else { false } })
    changed.regions[0].blocks[0].operators[place].operation = .clamp(
      Clamp(minimum: [15], maximum: [127]))
    #expect(try FusedEngine.axon().compile(ValidatedGraph(changed)).fusions.isEmpty)
  }

  @Test func `a pool over part of a plane is no mean`() throws {
    let graph = try ValidatedGraph(Graph(tosaFile: Repository.path(of: "pools_int8", "model.tosa")))
    let fusions = try FusedEngine.axon().compile(graph).fusions
    // Of two average pools one is global.
    #expect(fusions.map(\.pattern) == ["PTMeanPool"])
  }
}

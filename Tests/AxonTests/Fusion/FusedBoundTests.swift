import Graph
import Reference
import TestSupport
import Testing

@testable import Axon

/// Every fused kernel against the operators that it replaces, one by one on engine `reference`, over
/// at least 100,000 random results each: within the bound that its pattern states.
@Suite struct FusedBoundTests {
  static let exports = EmissionTests.rows.filter { !$0.fp.isEmpty && $0.export.name != "gelu_tanh" }

  @Test(arguments: exports)
  func `results are within the stated bound`(row: EmissionTests.Row) throws {
    let graph = try #require(try row.export.graph("fp32"))
    let pattern = try #require(FusedPattern.all.first { $0.name == row.fp[0] })
    let fused = try FusedEngine.axon().compile(graph)
    #expect(fused.fusions.count == 1)
    let apart = try FusedEngine.axon(without: FusedEngine.everything).compile(graph)
    #expect(apart.fusions.isEmpty)
    let sessions = (try fused.makeSession(), try apart.makeSession())
    var outputs = (fused.makeOutputs(), apart.makeOutputs())
    var random = SplitMix64(seed: UInt64(pattern.number))
    var compared = 0
    var worst = 0.0
    while compared < 100_000 {
      let inputs = graph.inputs.map { RandomFloats.tensor($0, &random) }
      try sessions.0.run(inputs, into: &outputs.0)
      try sessions.1.run(inputs, into: &outputs.1)
      let scale = try Magnitudes.of(row.export.name, graph, inputs)
      for (index, (a, b)) in zip(outputs.0, outputs.1).enumerated() {
        let limits = pattern.bound.limits(
          a.elements(as: Float.self), b.elements(as: Float.self),
          operand: inputs[0].elements(as: Float.self), width: Magnitudes.summands(row.export.name),
          magnitudes: scale[index])
        worst = max(worst, limits)
        compared += a.count
      }
    }
    #expect(worst <= 1, "\(worst) of the bound")
  }
}

/// Inputs: most of them within 4 of zero, the rest of any size from 2^-18 up to 64.
enum RandomFloats {
  static func tensor(_ port: Port, _ random: inout SplitMix64) -> Tensor {
    let values = (0..<port.type.shape.elementCount).map { _ -> Float in
      var value = Float(random.unit() * 8 - 4)
      if random.integer(in: 0...9) == 0 {
        value *= Float(sign: .plus, exponent: random.integer(in: -20...4), significand: 1)
      }
      // A discretization step is positive.
      return port.name == "delta" ? value.magnitude : value
    }
    return Tensor(values, .fp32, port.type.shape)
  }
}

extension FusionBound {
  /// The largest share of the bound that a difference takes; infinite where a bound of none is missed.
  func limits(
    _ a: [Float], _ b: [Float], operand: [Float], width: Int, magnitudes: [Double]
  ) -> Double {
    var worst = 0.0
    for index in a.indices where a[index] != b[index] {
      let (x, y) = (Double(a[index]), Double(b[index]))
      let size = Swift.max(x.magnitude, y.magnitude)
      let allowed: Double =
        switch self {
        case .exact: 0
        case .relative(let units, _): Double(units) * 0x1p-24 * size + 0x1p-120
        case .absolute(let difference, let units, _):
          difference + Double(units) * 0x1p-24 * Double(operand[index].magnitude)
        case .row(let units, _): Double(units + width) * 0x1p-24 * size + 0x1p-120
        case .sum(let units, _): Double(units + width) * 0x1p-24 * magnitudes[index]
        }
      worst = Swift.max(worst, (x - y).magnitude / allowed)
    }
    return worst
  }
}

/// For sums, what a bound is relative to: the sum of magnitudes, in double precision, for each output of
/// the emitted graph.
enum Magnitudes {
  /// How many a row or a sum of the emitted module has.
  static func summands(_ name: String) -> Int {
    name == "mean_pool_keep" || name == "conv_step" || name.hasPrefix("selective") ? 4 : 16
  }

  static func of(_ name: String, _ graph: ValidatedGraph, _ inputs: [Tensor]) throws -> [[Double]] {
    func values(_ input: String) throws -> [Double] {
      let place = try #require(graph.inputs.firstIndex { $0.name == input })
      return inputs[place].realValues
    }
    let constants = graph.main.operators.filter { $0.operation == .const(Const()) }
      .compactMap { graph.constant($0.outputs[0]) }.filter { $0.dtype == .fp32 && $0.count > 1 }
    if name.hasPrefix("mean") {
      let rows = graph.outputs[0].type.shape.elementCount
      let x = inputs[0].realValues
      let count = x.count / rows
      return [
        (0..<rows).map { row in
          x[row * count..<(row + 1) * count].reduce(0) { $0 + $1.magnitude } / Double(count)
        }
      ]
    }
    if name == "conv_step" {
      let (state, x) = (try values("state"), try values("x"))
      let (weight, bias) = (constants[0].realValues, constants[1].realValues)
      let sums = x.indices.map { channel -> Double in
        let taps = (1..<4).map { state[channel * 4 + $0] } + [x[channel]]
        return taps.enumerated().reduce(bias[channel].magnitude) {
          $0 + ($1.element * weight[channel * 4 + $1.offset]).magnitude
        }
      }
      // The register is the same bits; SiLU's slope is at most 1.1.
      return [[Double](repeating: 0, count: state.count), sums.map { $0 * 1.1 }]
    }
    guard name.hasPrefix("selective_scan") else {
      return graph.outputs.map { [Double](repeating: 0, count: $0.type.shape.elementCount) }
    }
    let (a, skip) = (constants[0].realValues, constants[1].realValues)
    let (x, step) = (try values("x"), try values("delta"))
    let (b, c, h) = (try values("b"), try values("c"), try values("h"))
    let states = b.count
    let next = h.indices.map { index -> Double in
      let channel = index / states
      return (exponential(step[channel] * a[index]) * h[index]).magnitude
        + (step[channel] * x[channel] * b[index % states]).magnitude
    }
    let y = x.indices.map { channel in
      (0..<states).reduce((skip[channel] * x[channel]).magnitude) {
        $0 + (c[$1] * next[channel * states + $1]).magnitude
      }
    }
    return [next, y]
  }

  private static func exponential(_ x: Double) -> Double { Elementary.exp(x) }
}

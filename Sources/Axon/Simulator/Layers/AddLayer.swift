import Graph
import Kernels

/// ADD: `x1 * m1 + x2 * m2 + bias`, shifted; subtraction is a negative multiplier.
struct AddLayer: LayerKernel {
  private let dims: AxonDims
  private let second: SecondOperand
  private let multipliers: (Int32, Int32)
  private let bias: Int32
  private let isWide: Bool
  private let stage: OutputStage
  private let input: Int
  private let output: Int
  private let sums: Int

  init(_ site: inout LayerSite) throws(InvalidInput) {
    try site.requireOperands(1...2)
    let layer = site.layer
    try site.require(layer.multipliers.count == 2, "has two multipliers")
    try site.require(layer.biasPrime.count == 1, "has one bias")
    try site.require(
      layer.activation == .none || layer.activation == .relu,
      "takes no \(layer.activation.rawValue)")
    dims = layer.inputs[0]
    second = try SecondOperand(site)
    multipliers = (layer.multipliers[0], layer.multipliers[1])
    bias = layer.biasPrime[0]
    let bound =
      (Int(multipliers.0.magnitude) + Int(multipliers.1.magnitude)) * 128 + Int(bias.magnitude)
    isWide = bound > Int(Int32.max)
    stage = try OutputStage(site, channels: dims.c, unitMultiplier: true)
    input = site.inputs[0]
    output = site.output
    sums = site.reserve(dims.plane, of: Int64.self)
  }

  func run(_ memory: LayerMemory) {
    let count = dims.plane
    second.withElements(memory) { other in
      for channel in 0..<dims.c {
        let x = UnsafePointer(memory.int8(input)) + channel &* count
        let y = other + channel &* second.planeStep
        if isWide {
          let sums = memory.scratch(sums, as: Int64.self)
          AxonElementwise.add(
            x, y, step: second.step, count: count,
            multipliers: (Int64(multipliers.0), Int64(multipliers.1)), bias: Int64(bias),
            into: sums)
          stage.write(
            wide: sums, count: count, channel: channel, to: memory.base + output,
            at: channel &* count)
        } else {
          let sums = memory.scratch(sums, as: Int32.self)
          AxonElementwise.add(
            x, y, step: second.step, count: count, multipliers: multipliers, bias: bias, into: sums)
          stage.write(
            sums, count: count, channel: channel, to: memory.base + output, at: channel &* count)
        }
      }
    }
  }
}

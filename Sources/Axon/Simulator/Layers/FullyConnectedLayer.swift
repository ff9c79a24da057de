import Graph
import Kernels

/// Fully connected: `out = W * x`, where `x` is the operand in C, H, W order.
struct FullyConnectedLayer: LayerKernel {
  private let input: Int
  private let output: Int
  private let weights: PackedWeights
  private let inputCount: Int
  private let stage: OutputStage
  private let patch: Int
  private let sums: Int

  init(_ site: inout LayerSite) throws(InvalidInput) {
    try site.requireOperands(1...1)
    let layer = site.layer
    inputCount = layer.inputs[0].count
    try site.require(
      layer.filterDims.h == layer.output.count && layer.filterDims.w == inputCount,
      "weights are \(layer.filterDims.h) x \(layer.filterDims.w), not \(layer.output.count) x "
        + "\(inputCount)")
    weights = try PackedWeights(site, rows: layer.output.count, length: inputCount)
    stage = try OutputStage(site, channels: layer.output.count)
    input = site.inputs[0]
    output = site.output
    patch = site.reserve(weights.length, of: Int16.self)
    sums = site.reserve(2, of: Int64.self)
  }

  func run(_ memory: LayerMemory) {
    let source = memory.int8(input)
    let patch = memory.scratch(patch, as: Int16.self)
    for index in 0..<inputCount { patch[index] = Int16(source[index]) }
    for index in inputCount..<weights.length { patch[index] = 0 }
    weights.multiply(
      patches: patch, count: 1, sums: memory.workspace + sums, through: stage,
      to: memory.base + output, start: 0, plane: 1)
  }
}

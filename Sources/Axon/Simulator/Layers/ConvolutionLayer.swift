import Graph
import Kernels

/// CONV2D and pointwise: each output row is a product of the weights with the row's patches.
///
/// Padding has the value of the producer's zero point, so that it stands for zero.
struct ConvolutionLayer: LayerKernel {
  private let inputDims: AxonDims
  private let outputDims: AxonDims
  private let window: Window
  private let weights: PackedWeights
  private let stage: OutputStage
  private let padding: Int16
  private let input: Int
  private let output: Int
  private let patches: Int
  private let sums: Int

  init(_ site: inout LayerSite) throws(InvalidInput) {
    try site.requireOperands(1...1)
    let layer = site.layer
    inputDims = layer.inputs[0]
    outputDims = layer.output
    try site.require(
      layer.filterDims.c == inputDims.c,
      "filters have \(layer.filterDims.c) channels, the input has \(inputDims.c)")
    window = try Window(site)
    weights = try PackedWeights(
      site, rows: outputDims.c, length: layer.filterDims.count)
    stage = try OutputStage(site, channels: outputDims.c)
    padding = Int16(clamping: site.zeroPoints[0])
    input = site.inputs[0]
    output = site.output
    patches = site.reserve(outputDims.w * weights.length, of: Int16.self)
    sums = site.reserve(2 * outputDims.w, of: Int64.self)
  }

  func run(_ memory: LayerMemory) {
    let source = UnsafePointer(memory.int8(input))
    let rows = memory.scratch(patches, as: Int16.self)
    // What lies behind each patch's taps meets a weight of zero, but must be set once.
    rows.update(repeating: 0, count: outputDims.w * weights.length)
    for y in 0..<outputDims.h {
      gather(source, row: y, into: rows)
      weights.multiply(
        patches: rows, count: outputDims.w, sums: memory.workspace + sums, through: stage,
        to: memory.base + output, start: y * outputDims.w, plane: outputDims.plane)
    }
  }

  /// The patches of one output row, each in C, kh, kw order.
  private func gather(
    _ source: UnsafePointer<Int8>, row: Int, into patches: UnsafeMutablePointer<Int16>
  ) {
    let width = outputDims.w
    let length = weights.length
    var tap = 0
    for channel in 0..<inputDims.c {
      let plane = source + channel &* inputDims.plane
      for ky in 0..<window.height {
        let y = row &* window.stride.y &+ ky &* window.dilation.y &- window.pad.top
        let isInside = y >= 0 && y < inputDims.h
        let line = plane + (isInside ? y &* inputDims.w : 0)
        for kx in 0..<window.width {
          let first = kx &* window.dilation.x &- window.pad.left
          for x in 0..<width {
            let column = first &+ x &* window.stride.x
            let value =
              isInside && column >= 0 && column < inputDims.w ? Int16(line[column]) : padding
            patches[x &* length &+ tap] = value
          }
          tap &+= 1
        }
      }
    }
  }
}

import Graph
import Kernels

/// Max pooling: the largest element of each window, scaled; padding counts as -128.
struct MaxPoolLayer: LayerKernel {
  private let inputDims: AxonDims
  private let outputDims: AxonDims
  private let window: Window
  private let stage: OutputStage
  private let input: Int
  private let output: Int
  private let sums: Int

  init(_ site: inout LayerSite) throws(InvalidInput) {
    try site.requireOperands(1...1)
    let layer = site.layer
    inputDims = layer.inputs[0]
    outputDims = layer.output
    try site.require(outputDims.c == inputDims.c, "keeps the number of channels")
    try site.require(layer.dilation == Spatial2D(y: 1, x: 1), "takes no dilation")
    window = try Window(site)
    stage = try OutputStage(site, channels: outputDims.c)
    input = site.inputs[0]
    output = site.output
    sums = site.reserve(outputDims.w, of: Int32.self)
  }

  func run(_ memory: LayerMemory) {
    let source = UnsafePointer(memory.int8(input))
    let sums = memory.scratch(sums, as: Int32.self)
    for channel in 0..<outputDims.c {
      let plane = source + channel &* inputDims.plane
      for y in 0..<outputDims.h {
        // Padding is never larger than an element, so a window is cut to what lies inside.
        let rows = window.rows(y, of: inputDims)
        for x in 0..<outputDims.w {
          let columns = window.columns(x, of: inputDims)
          sums[x] = AxonPooling.maximum(
            plane + (rows.lowerBound &* inputDims.w &+ columns.lowerBound), height: rows.count,
            width: columns.count, stride: inputDims.w)
        }
        stage.write(
          sums, count: outputDims.w, channel: channel, to: memory.base + output,
          at: (channel &* outputDims.h &+ y) &* outputDims.w)
      }
    }
  }
}

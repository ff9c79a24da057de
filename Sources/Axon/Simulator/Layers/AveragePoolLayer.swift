import Graph
import Kernels

/// Average pooling and mean: the sum of each window, scaled; the bias takes the zero point out.
struct AveragePoolLayer: LayerKernel {
  private let inputDims: AxonDims
  private let outputDims: AxonDims
  private let window: Window
  private let bias: Int32
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
    try site.require(layer.pad == Padding2D(), "takes no padding")
    try site.require(layer.biasPrime.count == 1, "has one bias")
    try site.require(layer.biasPrime[0].magnitude < 1 << 30, "the bias is too large")
    try site.require(layer.filterDims.plane < 1 << 22, "the window is too large")
    window = try Window(site)
    bias = layer.biasPrime[0]
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
        let line = plane + y &* window.stride.y &* inputDims.w
        for x in 0..<outputDims.w {
          sums[x] =
            bias
            &+ AxonPooling.sum(
              line + x &* window.stride.x, height: window.height, width: window.width,
              stride: inputDims.w)
        }
        stage.write(
          sums, count: outputDims.w, channel: channel, to: memory.base + output,
          at: (channel &* outputDims.h &+ y) &* outputDims.w)
      }
    }
  }
}

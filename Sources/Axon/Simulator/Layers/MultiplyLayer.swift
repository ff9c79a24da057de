import Graph
import Kernels

/// MUL: `(x1 - z1) * (x2 - z2)`, scaled; zero points are the producers', a constant has its own.
struct MultiplyLayer: LayerKernel {
  private let dims: AxonDims
  private let second: SecondOperand
  private let zeroPoints: (Int32, Int32)
  private let stage: OutputStage
  private let input: Int
  private let output: Int
  private let products: Int

  init(_ site: inout LayerSite) throws(InvalidInput) {
    try site.requireOperands(1...2)
    let layer = site.layer
    dims = layer.inputs[0]
    second = try SecondOperand(site)
    let other = layer.operands.count == 2 ? site.zeroPoints[1] : layer.inputZeroPoint
    zeroPoints = (Int32(clamping: site.zeroPoints[0]), Int32(clamping: other))
    stage = try OutputStage(site, channels: dims.c)
    input = site.inputs[0]
    output = site.output
    products = site.reserve(dims.plane, of: Int32.self)
  }

  func run(_ memory: LayerMemory) {
    let count = dims.plane
    let products = memory.scratch(products, as: Int32.self)
    second.withElements(memory) { other in
      for channel in 0..<dims.c {
        AxonElementwise.multiply(
          UnsafePointer(memory.int8(input)) + channel &* count,
          other + channel &* second.planeStep, step: second.step, count: count,
          zeroPoints: zeroPoints, into: products)
        stage.write(
          products, count: count, channel: channel, to: memory.base + output,
          at: channel &* count)
      }
    }
  }
}

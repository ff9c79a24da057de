import Graph

/// Sigmoid and tanh of 16-bit numbers in q3.12, as the CPU extension computes them in FP32.
struct SigmoidTanhLayer: LayerKernel {
  private let isSigmoid: Bool
  private let count: Int
  private let input: Int
  private let output: Int

  init(_ site: LayerSite) throws(InvalidInput) {
    let layer = site.layer
    try site.require(
      layer.inputs.count == 1 && layer.inputs[0].byteWidth == 2, "takes one INT16 operand")
    try site.require(
      layer.output.byteWidth == 1 && layer.output.count == layer.inputs[0].count,
      "gives as many INT8 elements")
    isSigmoid = layer.operation == .sigmoid
    count = layer.output.count
    input = site.inputs[0]
    output = site.output
  }

  func run(_ memory: LayerMemory) {
    let values = (memory.base + input).assumingMemoryBound(to: Int16.self)
    let results = memory.int8(output)
    for index in 0..<count {
      let value = isSigmoid ? Self.sigmoid(values[index]) : Self.tanh(values[index])
      results[index] = Int8(min(max(value, -128), 127))
    }
  }

  /// 256 / (1 + e^-x) - 128, rounded half away from zero before the zero point.
  private static func sigmoid(_ value: Int16) -> Float {
    let exponential = Float(Elementary.exp(Double(-Float(value) / 4096)))
    return (256 / (1 + exponential)).rounded(.toNearestOrAwayFromZero) - 128
  }

  /// 128 (e^2x - 1) / (e^2x + 1), rounded half away from zero.
  private static func tanh(_ value: Int16) -> Float {
    let exponential = Elementary.exp(Float(value) / 2048)
    return (128 * ((exponential - 1) / (exponential + 1))).rounded(.toNearestOrAwayFromZero)
  }
}

import Graph
import Kernels

extension KnownDefect {
  /// A max pool whose window spans what is left of the plane adds instead of comparing.
  public static let maxPoolGlobalSum = KnownDefect(
    "max_pool_global_sum", "max pooling to one value gives the saturated sum of the window",
    advice: "Pool in two steps, so that neither ends in one row or column with a 1-wide window.",
    formula: .own
  ) { layer in
    guard layer.operation == .maxPool, layer.poolsToSum else { return nil }
    let (output, window) = (layer.output, layer.filterDims)
    return "the output is \(output.h) x \(output.w) with a window of \(window.h) x \(window.w)"
  }
}

extension AxonLayer {
  fileprivate var poolsToSum: Bool {
    let isColumn = output.h == 1 && filterDims.w == 1
    let isRow = output.w == 1 && filterDims.h == 1
    return output.plane == 1 || isColumn || isRow
  }
}

/// Max pooling as 1.4.0 does it: the sum of each window, through the layer's output stage.
///
/// Padding was not measured; here it adds nothing.
struct SummingPoolLayer: LayerKernel {
  private let inputDims: AxonDims
  private let outputDims: AxonDims
  private let window: Window
  private let stage: OutputStage
  private let input: Int
  private let output: Int
  private let sums: Int

  /// Whether the layer's version and dimensions call for this kernel.
  static func isNeeded(by site: LayerSite) -> Bool {
    site.version.has(.maxPoolGlobalSum) && site.layer.poolsToSum
  }

  init(_ site: inout LayerSite) throws(InvalidInput) {
    try site.requireOperands(1...1)
    let layer = site.layer
    inputDims = layer.inputs[0]
    outputDims = layer.output
    try site.require(outputDims.c == inputDims.c, "keeps the number of channels")
    try site.require(layer.dilation == Spatial2D(y: 1, x: 1), "takes no dilation")
    try site.require(layer.filterDims.plane < 1 << 22, "the window is too large")
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
        let rows = window.rows(y, of: inputDims)
        for x in 0..<outputDims.w {
          let columns = window.columns(x, of: inputDims)
          sums[x] = AxonPooling.sum(
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

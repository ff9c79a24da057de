import Graph
import Kernels

/// What pooling layers share: a number for each window of each channel's plane, through the output
/// stage. A window is cut to what lies inside the plane.
struct PoolingWalk {
  private let inputDims: AxonDims
  private let outputDims: AxonDims
  private let window: Window
  private let stage: OutputStage
  private let input: Int
  private let output: Int
  private let results: Int

  /// - Parameter hasUnitSteps: whether stride and padding are checked, and then not used.
  init(_ site: inout LayerSite, hasUnitSteps: Bool = false) throws(InvalidInput) {
    try site.requireOperands(1...1)
    inputDims = site.layer.inputs[0]
    outputDims = site.layer.output
    try site.require(outputDims.c == inputDims.c, "keeps the number of channels")
    try site.require(site.layer.filterDims.plane < 1 << 22, "the window is too large")
    let window = try Window(site)
    self.window = hasUnitSteps ? window.unitSteps : window
    stage = try OutputStage(site, channels: outputDims.c)
    input = site.inputs[0]
    output = site.output
    results = site.reserve(outputDims.w, of: Int32.self)
  }

  /// - Parameter pool: the number of a window, from its first element, height, width, and the
  ///   elements from one row to the next.
  @inline(__always)
  func run(
    _ memory: LayerMemory, _ pool: (UnsafePointer<Int8>, Int, Int, Int) -> Int32
  ) {
    let source = UnsafePointer(memory.int8(input))
    let results = memory.scratch(results, as: Int32.self)
    for channel in 0..<outputDims.c {
      let plane = source + channel &* inputDims.plane
      for y in 0..<outputDims.h {
        let rows = window.rows(y, of: inputDims)
        for x in 0..<outputDims.w {
          let columns = window.columns(x, of: inputDims)
          let corner = plane + (rows.lowerBound &* inputDims.w &+ columns.lowerBound)
          results[x] = pool(corner, rows.count, columns.count, inputDims.w)
        }
        stage.write(
          results, count: outputDims.w, channel: channel, to: memory.base + output,
          at: (channel &* outputDims.h &+ y) &* outputDims.w)
      }
    }
  }
}

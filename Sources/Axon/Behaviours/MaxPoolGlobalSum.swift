import Graph
import Kernels

extension KnownDefect {
  /// A max pool whose window spans what is left of the plane adds instead of comparing.
  public static let maxPoolGlobalSum = KnownDefect(
    "max_pool_global_sum", "max pooling to one value gives the saturated sum of the window",
    advice: "Pool in two steps, so that neither ends in one row or column with a 1-wide window.",
    formula: .own,
    distortion: { scalings, layer in
      guard layer.operation == .maxPool, layer.leavesScaleOut else { return }
      for channel in scalings.indices { scalings[channel].leaveOut() }
    }
  ) { layer in
    guard layer.operation == .maxPool, layer.poolsToSum else { return nil }
    let (output, window) = (layer.output, layer.filterDims)
    return "the output is \(output.h) x \(output.w) with a window of \(window.h) x \(window.w)"
  }
}

extension AxonLayer {
  /// Whether 1.4.0 adds instead of comparing, if this is a max pool.
  var poolsToSum: Bool {
    let isColumn = output.h == 1 && filterDims.w == 1 && inputs[0].h > 1
    let isRow = output.w == 1 && filterDims.h == 1 && inputs[0].w > 1
    return output.plane == 1 || isColumn || isRow
  }
}

/// Max pooling as 1.4.0 does it: the sum of each window, through the layer's output stage.
///
/// Stride and padding are ignored: window `(y, x)` begins at element `(y, x)` of the plane.
struct SummingPoolLayer: LayerKernel {
  private let walk: PoolingWalk

  /// Whether the layer's version and dimensions call for this kernel.
  static func isNeeded(by site: LayerSite) -> Bool {
    site.version.has(.maxPoolGlobalSum) && site.layer.poolsToSum
  }

  init(_ site: inout LayerSite) throws(InvalidInput) {
    try site.require(
      site.layer.dilation == Spatial2D(y: 1, x: 1), "takes no dilation")
    walk = try PoolingWalk(&site, hasUnitSteps: true)
  }

  func run(_ memory: LayerMemory) {
    walk.run(memory) { corner, height, width, stride in
      AxonPooling.sum(corner, height: height, width: width, stride: stride)
    }
  }
}

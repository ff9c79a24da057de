import Graph
import Kernels

/// Average pooling and mean: the sum of each window, scaled; the bias takes the zero point out.
struct AveragePoolLayer: LayerKernel {
  private let walk: PoolingWalk
  private let bias: Int32

  init(_ site: inout LayerSite) throws(InvalidInput) {
    let layer = site.layer
    try site.require(layer.pad == Padding2D(), "takes no padding")
    try site.require(layer.biasPrime.count == 1, "has one bias")
    try site.require(layer.biasPrime[0].magnitude < 1 << 30, "the bias is too large")
    bias = layer.biasPrime[0]
    walk = try PoolingWalk(
      &site, hasUnitSteps: site.version.has(.axisPoolStride) && layer.ignoresStride)
  }

  func run(_ memory: LayerMemory) {
    walk.run(memory) { corner, height, width, stride in
      bias &+ AxonPooling.sum(corner, height: height, width: width, stride: stride)
    }
  }
}

import Graph
import Kernels

/// Max pooling: the largest element of each window, scaled. Padding counts as -128 and so never wins.
struct MaxPoolLayer: LayerKernel {
  private let walk: PoolingWalk

  init(_ site: inout LayerSite) throws(InvalidInput) {
    try site.require(
      site.layer.dilation == Spatial2D(y: 1, x: 1), "takes no dilation")
    walk = try PoolingWalk(&site)
  }

  func run(_ memory: LayerMemory) {
    walk.run(memory) { corner, height, width, stride in
      AxonPooling.maximum(corner, height: height, width: width, stride: stride)
    }
  }
}

import Graph
import Testing

@testable import Axon

/// The limits of AXON's layers, from both sides; the numbers are those that compiler 1.4.0 took and
/// refused when they were probed.
@Suite struct ConstraintTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    /// A layer that is within the limit if the number is the first of `edge`, else beyond.
    var edge: (Int, Int)
    var layer: @Sendable (Int) -> AxonLayer
    var testDescription: String { name }

    init(_ name: String, _ edge: (Int, Int), _ layer: @escaping @Sendable (Int) -> AxonLayer) {
      self.name = name
      self.edge = edge
      self.layer = layer
    }
  }

  static func layer(
    _ operation: AxonOperation, c: Int = 1, h: Int = 8, w: Int = 8, kh: Int = 1, kw: Int = 1,
    stride: Spatial2D = Spatial2D(y: 1, x: 1), pad: Padding2D = Padding2D()
  ) -> AxonLayer {
    var layer = AxonLayer(
      operation, operands: [.external(0)], inputs: [AxonDims(c: c, h: h, w: w)],
      output: AxonDims(c: c, h: h, w: w), filterDims: AxonDims(c: c, h: kh, w: kw))
    layer.stride = stride
    layer.pad = pad
    return layer
  }

  static let cases: [Case] = [
    Case("fully connected input", (2048, 2049)) { layer(.fullyConnected, h: 1, w: $0) },
    Case("image height", (1024, 1025)) { layer(.maxPool, h: $0) },
    Case("image width", (1024, 1025)) { layer(.conv2D, w: $0) },
    Case("add height", (1020, 1021)) { layer(.add, h: $0) },
    Case("mul width", (1020, 1021)) { layer(.multiply, w: $0) },
    Case("conv channels", (1024, 1025)) { layer(.conv2D, c: $0) },
    Case("depthwise channels", (1023, 1024)) { layer(.depthwise, c: $0) },
    Case("pointwise channels", (512, 513)) { layer(.pointwise, c: $0) },
    Case("pointwise width", (4, 3)) { layer(.pointwise, w: $0) },
    Case("kernel height", (16, 17)) { layer(.conv2D, h: 40, w: 40, kh: $0) },
    Case("kernel width", (16, 17)) { layer(.depthwise, h: 40, w: 40, kw: $0) },
    Case("kernel width on one row", (32, 33)) { layer(.conv2D, h: 1, w: 40, kw: $0) },
    Case("pool window", (32, 33)) { layer(.averagePool, h: 40, w: 40, kh: $0) },
    Case("max pool window down", (8, 9)) { layer(.maxPool, kh: $0, pad: Padding2D(top: 2)) },
    Case("max pool window across", (8, 9)) { layer(.maxPool, kw: $0, pad: Padding2D(left: 2)) },
    Case("add channels", (1023, 1024)) { layer(.add, c: $0) },
    Case("mean window", (64, 65)) { layer(.mean, c: 2, h: 80, w: 80, kw: $0) },
    Case("mean window of one channel", (32, 33)) { layer(.mean, h: 80, w: 80, kw: $0) },
    Case("width of means of columns", (512, 513)) { layer(.mean, w: $0, kh: 2) },
    Case("size of means of columns", (352, 353)) { layer(.mean, h: 16, w: $0, kh: 16) },
    Case("size of means of high columns", (176, 177)) { layer(.mean, h: 64, w: $0, kh: 64) },
    Case("stride", (31, 32)) { layer(.conv2D, stride: Spatial2D(y: $0, x: 1)) },
    Case("pointwise stride across", (2, 3)) {
      layer(.pointwise, stride: Spatial2D(y: 1, x: $0))
    },
    Case("pointwise stride down", (31, 32)) {
      layer(.pointwise, stride: Spatial2D(y: $0, x: 1))
    },
    Case("padding", (15, 16)) { layer(.conv2D, pad: Padding2D(left: $0)) },
    Case("padding below with strides", (0, 1)) {
      layer(
        .conv2D, h: 2, kh: 3, stride: Spatial2D(y: 2, x: 1), pad: Padding2D(top: 1, bottom: $0))
    },
    Case("shifts under leaky ReLU", (1, 2)) {
      var layer = layer(.fullyConnected, h: 1)
      layer.activation = .leakyReLU
      layer.shifts = Array(repeating: 9, count: $0)
      return layer
    },
    Case("rows for the kernel", (3, 2)) { layer(.conv2D, h: $0, kh: 3) },
  ]

  @Test(arguments: cases)
  func `the limit is within, what is beyond is not`(limit: Case) {
    #expect(AxonConstraint.violated(by: limit.layer(limit.edge.0)) == nil)
    #expect(AxonConstraint.violated(by: limit.layer(limit.edge.1)) != nil)
  }

  @Test func `an explanation gives the number and the limit`() {
    let layer = Self.layer(.pointwise, c: 600)
    #expect(
      AxonConstraint.violated(by: layer)?.explanation(for: layer)
        == "input channels is 600, AXON's pointwise takes 1 to 512")
  }
}

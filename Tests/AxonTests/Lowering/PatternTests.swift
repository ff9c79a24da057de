import Axon
import Graph
import Quantized
import Testing

/// Each pattern that AXON takes, alone and beside others: it becomes the layers expected, everything
/// is delegated, and results are within an LSB a layer of what TOSA says.
@Suite struct PatternTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    /// AXON's layers in order.
    var layers: [AxonOperation]
    var build: @Sendable (inout PatternSketch) -> TensorID
    var testDescription: String { name }

    init(
      _ name: String, _ layers: [AxonOperation],
      _ build: @escaping @Sendable (inout PatternSketch) -> TensorID
    ) {
      self.name = name
      self.layers = layers
      self.build = build
    }
  }

  static let convolutions: [Case] = [
    Case("conv 3x3, padded", [.conv2D]) {
      let x = $0.input([1, 7, 9, 3])
      return $0.convolve(
        x, channels: 5, kernel: (3, 3), pad: Padding2D(top: 1, bottom: 1, left: 1, right: 1))
    },
    Case("conv 5x2, strides 3 and 2, uneven padding", [.conv2D]) {
      let x = $0.input([1, 10, 9, 2])
      return $0.convolve(
        x, channels: 3, kernel: (5, 2), stride: (3, 2),
        pad: Padding2D(top: 1, bottom: 3, left: 0, right: 1), zeroPoints: (-100, 40))
    },
    Case("conv 3x2, dilated by 2 and 3", [.conv2D]) {
      let x = $0.input([1, 9, 9, 2])
      return $0.convolve(
        x, channels: 3, kernel: (3, 2), pad: Padding2D(top: 2, bottom: 2), dilation: (2, 3))
    },
    Case("conv 1x1", [.pointwise]) {
      let x = $0.input([1, 4, 5, 6])
      return $0.convolve(x, channels: 7, kernel: (1, 1))
    },
    Case("conv 1x1, stride 2", [.pointwise]) {
      let x = $0.input([1, 7, 9, 3])
      return $0.convolve(x, channels: 4, kernel: (1, 1), stride: (2, 2))
    },
    Case("conv 1x1 on a narrow image", [.pointwise]) {
      let x = $0.input([1, 4, 2, 6])
      return $0.convolve(x, channels: 3, kernel: (1, 1))
    },
    Case("conv 1x1 on a batch of pixels", [.pointwise]) {
      let x = $0.input([6, 1, 1, 8])
      return $0.convolve(x, channels: 5, kernel: (1, 1))
    },
    Case("linear", [.fullyConnected]) {
      let x = $0.reshape($0.input([1, 20]), to: [1, 1, 1, 20])
      return $0.reshape($0.convolve(x, channels: 6, kernel: (1, 1)), to: [1, 6])
    },
    Case("depthwise, padded", [.depthwise]) {
      let x = $0.input([1, 6, 5, 4])
      return $0.convolveDepthwise(
        x, kernel: (3, 3), pad: Padding2D(top: 1, bottom: 1, left: 1, right: 1))
    },
    Case("depthwise, stride 2, dilated", [.depthwise]) {
      let x = $0.input([1, 9, 11, 3])
      return $0.convolveDepthwise(x, kernel: (2, 3), stride: (2, 2), dilation: (2, 1))
    },
    Case("depthwise of one channel with many results", [.conv2D]) {
      let x = $0.input([1, 8, 6, 1])
      return $0.convolveDepthwise(
        x, multiplier: 5, kernel: (4, 3), pad: Padding2D(left: 1, right: 1))
    },
  ]

  static let others: [Case] = [
    Case("average pool", [.averagePool]) {
      $0.pool(average: $0.input([1, 6, 8, 3]), (2, 4), stride: (2, 2))
    },
    Case("average of the image", [.mean]) { $0.pool(average: $0.input([1, 6, 5, 3]), (6, 5)) },
    Case("average of columns", [.mean]) { $0.pool(average: $0.input([1, 6, 5, 3]), (6, 1)) },
    Case("max pool, padded", [.maxPool]) {
      $0.pool(
        max: $0.input([1, 7, 6, 3]), (3, 2), stride: (2, 2), pad: Padding2D(top: 1, bottom: 1))
    },
    Case("add", [.add]) { $0.combine(.add, $0.input([1, 5, 6, 3]), $0.input([1, 5, 6, 3])) },
    Case("sub", [.add]) { $0.combine(.sub, $0.input([1, 30]), $0.input([1, 30])) },
    Case("add of a tensor to itself", [.add]) {
      let x = $0.input([1, 4, 5])
      return $0.combine(.add, x, x, zeroPoints: (4, 4, 0))
    },
    Case("add of a constant", [.add]) {
      let values = $0.randomInt8([1, 3, 4, 5])
      return $0.combine(.add, $0.input([1, 3, 4, 5]), $0.int8(values, [1, 3, 4, 5]))
    },
    Case("add of a constant for each channel", [.add]) {
      let values = $0.randomInt8([1, 1, 1, 5])
      return $0.combine(.add, $0.input([1, 3, 4, 5]), $0.int8(values, [1, 1, 1, 5]))
    },
    Case("sub from a constant", [.add]) {
      let values = $0.randomInt8([1, 1])
      return $0.combine(.sub, $0.int8(values, [1, 1]), $0.input([1, 40]))
    },
    Case("add and ReLU", [.add]) {
      $0.clamp($0.combine(.add, $0.input([1, 9, 4]), $0.input([1, 9, 4])), 12, 127)
    },
    Case("mul", [.multiply]) { $0.multiply($0.input([1, 5, 6, 3]), $0.input([1, 5, 6, 3])) },
    Case("mul by a constant", [.multiply]) {
      let values = $0.randomInt8([1, 64, 4])
      return $0.multiply($0.input([1, 64, 4]), $0.int8(values, [1, 64, 4]))
    },
    Case("conv and ReLU with a zero point", [.conv2D]) {
      let x = $0.input([1, 6, 6, 2])
      return $0.clamp($0.convolve(x, channels: 3, kernel: (3, 3), zeroPoints: (0, 20)), 20, 127)
    },
  ]

  static let sums: [Case] = [
    Case("sum of a row", [.mean]) { $0.sum($0.input([4, 16]), axes: [1]) },
    Case("sum of columns", [.mean]) { $0.sum($0.input([9, 6]), axes: [0]) },
    Case("sum in the middle", [.mean]) { $0.sum($0.input([3, 5, 4]), axes: [1]) },
    Case("sum of everything", [.mean]) { $0.sum($0.input([2, 3, 4]), axes: [2, 0, 1]) },
    Case("sum beyond a window of columns", [.mean]) { $0.sum($0.input([2, 100]), axes: [1]) },
    Case("mean of an NCHW image", [.mean]) { $0.mean($0.input([1, 8, 4, 4]), axes: [2, 3]) },
    Case("mean of columns and ReLU", [.mean]) {
      $0.clamp($0.mean($0.input([1, 8, 4, 4]), axes: [3]), 38, 127)
    },
    Case("mean of an NHWC image behind a pointwise layer", [.pointwise, .mean]) {
      let x = $0.convolve($0.input([1, 4, 4, 5]), channels: 6, kernel: (1, 1))
      return $0.mean(x, axes: [1, 2], zeroPoint: -128)
    },
    Case("mean of each image row behind a conv, then a linear", [.conv2D, .mean, .fullyConnected]) {
      let x = $0.convolve($0.input([1, 6, 7, 2]), channels: 3, kernel: (3, 3))
      let y = $0.reshape($0.mean(x, axes: [2]), to: [1, 1, 1, 12])
      return $0.convolve(y, channels: 5, kernel: (1, 1), zeroPoints: (38, 0))
    },
    Case("transposed between the sums", [.conv2D, .mean]) {
      let x = $0.convolve($0.input([1, 6, 7, 2]), channels: 3, kernel: (3, 3))
      let first = $0.accumulate($0.rescale(x, [1], from: -128, as: .int32), axes: [1])
      let second = $0.accumulate($0.transpose(first, [0, 3, 1, 2]), axes: [3])
      return $0.rescale(second, [0.03], to: 5, as: .int8)
    },
    Case("a product that is not 1", [.mean, .multiply]) {
      $0.mean($0.input([1, 8, 4, 4]), axes: [2, 3], factor: 1 / 200)
    },
  ]

  static let networks: [Case] = [
    Case("NCHW in and out", [.conv2D, .pointwise]) {
      let x = $0.transpose($0.input([1, 3, 6, 7]), [0, 2, 3, 1])
      let y = $0.convolve(x, channels: 4, kernel: (3, 3))
      return $0.transpose(
        $0.convolve(y, channels: 5, kernel: (1, 1), zeroPoints: (-128, -128)), [0, 3, 1, 2])
    },
    Case("NHWC flattened into a linear", [.conv2D, .fullyConnected]) {
      let y = $0.convolve($0.input([1, 5, 6, 2]), channels: 3, kernel: (3, 3))
      return $0.convolve(
        $0.reshape(y, to: [1, 1, 1, 36]), channels: 4, kernel: (1, 1), zeroPoints: (-128, 0))
    },
    Case("NCHW flattened into a linear", [.conv2D, .fullyConnected]) {
      let y = $0.convolve($0.input([1, 5, 6, 2]), channels: 3, kernel: (3, 3))
      let z = $0.transpose(y, [0, 3, 1, 2])
      return $0.convolve(
        $0.reshape(z, to: [1, 1, 1, 36]), channels: 4, kernel: (1, 1), zeroPoints: (-128, 0))
    },
    Case("a padded conv after a max pool", [.conv2D, .maxPool, .conv2D]) {
      let y = $0.convolve($0.input([1, 8, 8, 2]), channels: 3, kernel: (3, 3))
      let z = $0.pool(max: y, (2, 2), stride: (2, 2))
      return $0.convolve(
        z, channels: 4, kernel: (3, 3), pad: Padding2D(top: 1, bottom: 1, left: 1, right: 1),
        zeroPoints: (-128, 5))
    },
    Case(
      "a padded conv with another zero point after a max pool",
      [.conv2D, .maxPool, .stridedSlice, .conv2D]
    ) {
      let y = $0.convolve($0.input([1, 8, 8, 2]), channels: 3, kernel: (3, 3))
      let z = $0.pool(max: y, (2, 2), stride: (2, 2))
      return $0.convolve(
        z, channels: 4, kernel: (3, 3), pad: Padding2D(top: 1, bottom: 1, left: 1, right: 1),
        zeroPoints: (0, 5))
    },
    Case("a residual in NCHW", [.conv2D, .add]) {
      let x = $0.input([1, 4, 5, 6])
      let y = $0.convolve(
        $0.transpose(x, [0, 2, 3, 1]), channels: 4, kernel: (3, 3),
        pad: Padding2D(top: 1, bottom: 1, left: 1, right: 1), zeroPoints: (4, -9))
      return $0.combine(.add, x, $0.transpose(y, [0, 3, 1, 2]))
    },
    Case("a slice of channels", [.conv2D, .stridedSlice, .conv2D]) {
      let y = $0.convolve($0.input([1, 6, 7, 2]), channels: 5, kernel: (3, 3))
      let z = $0.slice(y, from: [0, 0, 0, 1], size: [1, 4, 5, 3])
      return $0.convolve(
        z, channels: 2, kernel: (2, 2), pad: Padding2D(top: 1), zeroPoints: (-128, 1))
    },
    Case("channels joined", [.conv2D, .conv2D, .concat, .pointwise]) {
      let x = $0.input([1, 6, 7, 2])
      let y = $0.convolve(x, channels: 3, kernel: (3, 3))
      let z = $0.convolve(x, channels: 2, kernel: (3, 3))
      return $0.convolve(
        $0.concat([y, z], axis: 3), channels: 4, kernel: (1, 1), zeroPoints: (-128, 1))
    },
    Case("rows of a linear joined with an input", [.fullyConnected, .reshape, .concat, .multiply]) {
      let x = $0.reshape($0.input([1, 8]), to: [1, 1, 1, 8])
      let y = $0.reshape(
        $0.convolve(x, channels: 6, kernel: (1, 1), zeroPoints: (0, 4)), to: [1, 6, 1])
      let joined = $0.concat([$0.input([1, 6, 3]), y], axis: 2)
      return $0.multiply(joined, $0.int8($0.randomInt8([1, 6, 4]), [1, 6, 4]))
    },
  ]

  @Test(arguments: convolutions + others + sums + networks)
  func `a pattern becomes its layers`(pattern: Case) throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      var sketch = PatternSketch(seed: seed)
      let output = pattern.build(&sketch)
      let graph = try sketch.graph(output)
      let plan = try AxonEngine().compile(graph)
      #expect(plan.report.delegatedOperators == 1)
      #expect(plan.report.networks.map { $0.layers.map(\.operation) } == [pattern.layers])

      let inputs = PatternSketch.values(for: graph, seed: seed)
      let expected = try QuantizedEngine().prepare(graph).run(inputs)[0]
      let counts = histogram(try plan.run(inputs)[0], expected)
      // A layer that is off by one changes the sum of the next by one weight: never far from an LSB.
      #expect((counts.keys.max() ?? 0) <= pattern.layers.count, "\(counts)")
      let same = counts[0] ?? 0
      #expect(same * 10 >= expected.count * 7, "\(counts)")
    }
  }
}

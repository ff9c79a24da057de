import Axon
import Graph
import Quantized
import Testing

/// Near misses of the patterns: the operator stays on the CPU, the report says why, and the result is
/// what TOSA says.
@Suite struct RejectionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var reason: String
    var kind: OperatorKind
    var build: @Sendable (inout PatternSketch) -> [TensorID]
    var testDescription: String { "\(kind): \(reason)" }

    init(
      _ reason: String, _ kind: OperatorKind,
      _ build: @escaping @Sendable (inout PatternSketch) -> [TensorID]
    ) {
      self.reason = reason
      self.kind = kind
      self.build = build
    }
  }

  static let cases: [Case] = [
    Case("its INT32 result is read by other operators too", .conv2D) {
      let sum = $0.accumulate($0.input([1, 5, 5, 2]), channels: 3, kernel: (3, 3))
      return [$0.rescale(sum, [0.001], as: .int8), $0.rescale(sum, [0.002], as: .int8)]
    },
    Case("its INT32 result is read by other operators too", .conv2D) {
      let sum = $0.accumulate($0.input([1, 5, 5, 2]), channels: 3, kernel: (3, 3))
      return [sum, $0.rescale(sum, [0.001], as: .int8)]
    },
    Case("it is scaled to INT16, not INT8", .conv2D) {
      let sum = $0.accumulate($0.input([1, 5, 5, 2]), channels: 3, kernel: (3, 3))
      return [$0.rescale(sum, [0.001], as: .int16)]
    },
    Case("AXON's weights have no zero point", .conv2D) {
      let sum = $0.accumulate(
        $0.input([1, 5, 5, 2]), channels: 3, kernel: (3, 3), weightZeroPoint: 1)
      return [$0.rescale(sum, [0.001], as: .int8)]
    },
    Case("AXON's layers have no batch", .conv2D) {
      [$0.convolve($0.input([2, 5, 5, 2]), channels: 3, kernel: (3, 3))]
    },
    Case("AXON's pointwise layer takes no padding", .conv2D) {
      [$0.convolve($0.input([1, 5, 5, 2]), channels: 3, kernel: (1, 1), pad: Padding2D(top: 1))]
    },
    Case("the kernel is 17 x 1", .conv2D) {
      [$0.convolve($0.input([1, 20, 4, 1]), channels: 2, kernel: (17, 1))]
    },
    Case("kernel width is 17", .conv2D) {
      [$0.convolve($0.input([1, 2, 20, 1]), channels: 2, kernel: (1, 17))]
    },
    Case("width is 3, AXON's pointwise takes 4 to 1024", .conv2D) {
      [$0.convolve($0.input([1, 1, 3, 2]), channels: 2, kernel: (1, 1))]
    },
    Case("AXON's depthwise layer gives one channel for each", .depthwiseConv2D) {
      [$0.convolveDepthwise($0.input([1, 5, 5, 3]), multiplier: 2, kernel: (3, 3))]
    },
    Case("AXON averages whole windows only", .avgPool2D) {
      [$0.pool(average: $0.input([1, 5, 5, 3]), (3, 3), pad: Padding2D(top: 1))]
    },
    Case("it broadcasts a tensor of [1, 1, 3]", .add) {
      [$0.combine(.add, $0.input([1, 5, 3]), $0.input([1, 1, 3]))]
    },
    Case("both operands are constant", .add) {
      let (x, y) = ($0.int8([1, 2, 3]), $0.int8([4, 5, 6]))
      return [$0.combine(.add, x, y)]
    },
    Case("width is 1021, AXON's add takes 1 to 1020", .sub) {
      [$0.combine(.sub, $0.input([1, 1021]), $0.input([1, 1021]))]
    },
    Case("AXON joins two tensors, not 3", .concat) {
      let parts = [$0.input([1, 4]), $0.input([1, 5]), $0.input([1, 6])]
      return [$0.concat(parts, axis: 1)]
    },
    Case("it joins a tensor with itself", .concat) {
      let x = $0.input([1, 4])
      return [$0.concat([x, x], axis: 1)]
    },
    Case("AXON has no REDUCE_MAX", .reduceMax) {
      [
        $0.add(
          .reduce(Reduce(.max(nanMode: .propagate), axis: 1)), [$0.input([4, 8])], .int8, [4, 1])
      ]
    },
    Case("an operand is not scaled from INT8", .reduceSum) {
      let x = $0.table($0.input([4, 8]))
      return [$0.accumulate($0.add(.cast(Cast()), [x], .int32, [4, 8]), axes: [1])]
    },
    Case("its operand is rounded before it is summed", .reduceSum) {
      let x = $0.rescale($0.input([4, 8]), [0.5], as: .int32)
      return [$0.rescale($0.accumulate(x, axes: [1]), [0.1], as: .int8)]
    },
    Case("its INT32 result is read by other operators too", .reduceSum) {
      let sum = $0.accumulate($0.rescale($0.input([4, 8]), [1], as: .int32), axes: [1])
      return [$0.rescale(sum, [0.1], as: .int8), sum]
    },
    Case("window height is 67", .reduceSum) { [$0.sum($0.input([900, 67]), axes: [1])] },
    Case("it moves data, and no layer beside it computes", .slice) {
      [$0.slice($0.input([1, 4, 5]), from: [0, 1, 0], size: [1, 2, 5])]
    },
    Case("read a layer's result before it is INT8, and this reads the graph's input", .table) {
      [$0.table($0.input([1, 9]))]
    },
    Case("before it is INT8, and AXON's max_pool gives INT8 only", .table) {
      let x = $0.pool(max: $0.input([1, 4, 4, 2]), (2, 2))
      return [$0.table(x, TableSketch(own: .sigmoid, inputScale: 0.04))]
    },
    Case("before it is INT8, and AXON's add gives INT8 only", .table) {
      let x = $0.combine(.add, $0.input([1, 9]), $0.input([1, 9]), zeroPoints: (4, -9, 0))
      return [$0.table(x, TableSketch(own: .sigmoid, inputScale: 0.04))]
    },
    Case("this is neither a sigmoid nor a tanh", .table) {
      let x = $0.convolve($0.input([1, 4, 4, 2]), channels: 3, kernel: (3, 3))
      return [$0.table(x, TableSketch(.silu, inputScale: 0.04, inputZeroPoint: -128))]
    },
    Case("its results are quantized 5 times as finely as those of AXON's tanh", .table) {
      let x = $0.convolve(
        $0.input([1, 4, 4, 2]), channels: 3, kernel: (3, 3), zeroPoints: (0, 0))
      return [$0.table(x, TableSketch(.tanh, inputScale: 0.0016, inputZeroPoint: 0))]
    },
    Case("others read the INT8 result that it reads too", .table) {
      let x = $0.convolve(
        $0.input([1, 4, 4, 2]), channels: 3, kernel: (3, 3), zeroPoints: (0, 0))
      return [x, $0.table(x, TableSketch(own: .sigmoid, inputScale: 0.04))]
    },
    Case("only a CLAMP that is a ReLU", .clamp) {
      let x = $0.convolve(
        $0.input([1, 5, 5, 2]), channels: 3, kernel: (3, 3), zeroPoints: (0, -128))
      return [$0.clamp(x, -128, 100)]
    },
    Case("only a CLAMP that is a ReLU", .clamp) {
      let x = $0.convolve(
        $0.input([1, 5, 5, 2]), channels: 3, kernel: (3, 3), zeroPoints: (0, 7))
      return [$0.clamp(x, 8, 127)]
    },
  ]

  @Test(arguments: cases)
  func `a near miss stays on the CPU and says why`(near: Case) throws {
    var sketch = PatternSketch(seed: 5)
    let outputs = near.build(&sketch)
    let graph = try sketch.graph(outputs)
    let plan = try AxonEngine().compile(graph)
    let reasons = plan.report.operators.filter { $0.kind == near.kind }.compactMap {
      if case .host(let reason) = $0.placement { reason } else { nil }
    }
    #expect(reasons.count == 1)
    #expect(reasons.first?.contains(near.reason) == true, "\(reasons)")
    let inputs = PatternSketch.values(for: graph, seed: 9)
    let expected = try QuantizedEngine().prepare(graph).run(inputs)
    for (output, tensor) in zip(try plan.run(inputs), expected) where tensor.dtype == .int8 {
      #expect((histogram(output, tensor).keys.max() ?? 0) <= 1)
    }
  }
}

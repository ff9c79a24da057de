import Axon
import Graph
import Quantized
import Testing

/// A TABLE of sigmoid or tanh after a layer: the layer gives q3.12, the extension reads that.
@Suite struct ActivationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var layer: AxonOperation
    var build: @Sendable (inout PatternSketch, Int8) -> TensorID
    var testDescription: String { name }

    init(
      _ name: String, _ layer: AxonOperation,
      _ build: @escaping @Sendable (inout PatternSketch, Int8) -> TensorID
    ) {
      self.name = name
      self.layer = layer
      self.build = build
    }
  }

  /// Layers whose INT8 result has the zero point that they are given.
  static let cases = [
    Case("conv 3x3", .conv2D) {
      $0.convolve($0.input([1, 6, 8, 3]), channels: 5, kernel: (3, 3), zeroPoints: (3, $1))
    },
    Case("conv 1x1 on a batch, reshaped", .pointwise) {
      let x = $0.reshape($0.input([6, 8]), to: [6, 1, 1, 8])
      let y = $0.convolve(x, channels: 5, kernel: (1, 1), zeroPoints: (3, $1))
      return $0.reshape(y, to: [6, 5])
    },
    Case("linear", .fullyConnected) {
      let x = $0.reshape($0.input([1, 20]), to: [1, 1, 1, 20])
      return $0.convolve(x, channels: 7, kernel: (1, 1), zeroPoints: (3, $1))
    },
    Case("depthwise, transposed", .depthwise) {
      let y = $0.convolveDepthwise(
        $0.input([1, 6, 6, 4]), kernel: (3, 3), zeroPoints: (3, $1))
      return $0.transpose(y, [0, 3, 1, 2])
    },
    Case("mul", .multiply) {
      $0.multiply($0.input([1, 5, 6, 3]), $0.input([1, 5, 6, 3]), zeroPoints: (4, -9, $1))
    },
  ]

  static let tables = [
    TableSketch(own: .sigmoid, inputScale: 0x1p-6, inputZeroPoint: 5),
    TableSketch(.sigmoid, inputScale: 0x1p-6, inputZeroPoint: -20),
    TableSketch(own: .tanh, inputScale: 0x1p-7, inputZeroPoint: -3),
    TableSketch(.tanh, inputScale: 0x1p-7, inputZeroPoint: 11),
    TableSketch(.sigmoid, inputScale: 0x1p-7, inputZeroPoint: -128),
  ]

  @Test(arguments: cases, tables)
  func `a layer and its table become one layer and an extension`(
    item: Case, table: TableSketch
  ) throws {
    var sketch = PatternSketch(seed: 3)
    let x = item.build(&sketch, Int8(table.inputZeroPoint))
    let y = sketch.table(x, table)
    let graph = try sketch.graph(y)
    let plan = try AxonEngine().compile(graph)
    #expect(plan.report.delegatedOperators == 1)
    // Units of 1/256 and 1/128 are the extension's own; others are scaled behind it.
    let isOwn = [0x1p-7, 0x1p-8].contains(table.outputScale)
    // 128 tanh(x) = 256 sigmoid(2x) - 128: in their own units they are one table.
    let function: AxonOperation = table.function == .tanh && !isOwn ? .tanh : .sigmoid
    let network = try #require(plan.report.networks.first)
    #expect(network.layers.map(\.operation) == [item.layer, function] + (isOwn ? [] : [.add]))
    #expect(network.layers[0].output.byteWidth == 2)

    let pair = try TracedPair(graph, inputs: PatternSketch.values(for: graph, seed: 8))
    let report = try pair.explain(scope: .all)
    #expect(report.unexplained == 0)
    let name = graph.outputs[0].name
    let (first, second) = (try #require(pair.quantized[name]), try #require(pair.axon[name]))
    let differences = zip(first.elements(as: Int8.self), second.elements(as: Int8.self)).map {
      abs(Int($0) - Int($1))
    }
    // Half a step of the operand is half a step of the result at most, roundings are two or three
    // halves; where INT8 saturates before the function, AXON does not.
    let operand = try #require(pair.quantized[graph.main[x].name]).elements(as: Int8.self)
    for (difference, operand) in zip(differences, operand) where abs(Int(operand)) < 127 {
      #expect(difference <= 2)
    }
  }

  /// INT8 with the zero point -128 ends at 0: what the wider result has below it must not be seen.
  @Test func `a ReLU in the zero point is one in q3.12`() throws {
    var sketch = PatternSketch(seed: 3)
    let x = Self.cases[0].build(&sketch, -128)
    let table = TableSketch(own: .sigmoid, inputScale: 0x1p-6, inputZeroPoint: -128)
    let y = sketch.table(x, table)
    let graph = try sketch.graph(y)
    let plan = try AxonEngine().compile(graph)
    #expect(plan.report.networks[0].layers[0].activation == .relu)
    let output = try plan.run(PatternSketch.values(for: graph, seed: 1))[0]
    // sigmoid(0) = 128/256
    #expect(output.elements(as: Int8.self).allSatisfy { $0 >= 0 })
    #expect(output.elements(as: Int8.self).contains(0))
  }
}

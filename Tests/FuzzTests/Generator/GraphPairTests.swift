import Fuzz
import Graph
import Quantized
import Reference
import Testing

/// FP32 graphs and what our calibration makes of them.
@Suite struct GraphPairTests {
  private static func quantized(_ graph: ValidatedGraph, _ samples: [[Tensor]]) -> FuzzCase? {
    let calibrator = Calibrator(engine: ReferenceEngine())
    guard let made = try? calibrator.quantize(graph, samples: samples) else { return nil }
    return FuzzCase(graph: made.graph, inputs: made.quantized(samples[0]))
  }

  private static let generator = GraphGenerator(seed: 21, profile: .paired, quantize: quantized)

  @Test func oddCasesAreTheEvenOnesQuantized() throws {
    var count = 0
    for number in 0..<300 {
      let pair = Self.generator.makePair(number)
      #expect(Self.generator.makeCase(2 * number) == pair.real)
      guard let integer = pair.integer else { continue }
      count += 1
      #expect(Self.generator.makeCase(2 * number + 1) == integer)
      let graph = try ValidatedGraph(integer.graph)
      #expect(QuantizedEngine().unsupported(in: graph).isEmpty)
      _ = try QuantizedEngine().prepare(graph).run(integer.inputs)
    }
    #expect(count > 270)
  }

  /// Calibrated on the very inputs that it then runs on, a network of one layer is off by its roundings
  /// only: half an LSB of the result, and what half an LSB of inputs and weights makes of it.
  @Test func shortNetworksComeCloseToTheRealOnes() throws {
    let generator = GraphGenerator(
      seed: 22, profile: .paired, limits: SizeLimits(operators: 1...2))
    var errors: [Double] = []
    for number in 0..<200 {
      let item = generator.makeCase(2 * number)
      let graph = try ValidatedGraph(item.graph)
      let calibrated = try Calibrator(engine: ReferenceEngine()).quantize(
        graph, samples: [item.inputs])
      let real = try ReferenceEngine().prepare(graph).run(item.inputs)
      let integers = try QuantizedEngine().prepare(ValidatedGraph(calibrated.graph))
        .run(calibrated.quantized(item.inputs))
      for (port, (expected, found)) in zip(graph.outputs, zip(real, integers)) {
        let quantization = try #require(calibrated.quantization[port.name])
        for (number, integer) in zip(expected.realValues, found.realValues) {
          let value = (integer - Double(quantization.zeroPoint)) * quantization.scale
          errors.append(abs(value - number) / quantization.scale)
        }
      }
    }
    errors.sort()
    #expect(errors[errors.count / 2] < 1)
    #expect(errors[errors.count * 95 / 100] < 4, "\(errors[errors.count * 95 / 100])")
  }

  @Test func whatHasNoFormIsNamed() throws {
    let type = TensorType(.fp32, [4])
    let graph = try ValidatedGraph(
      Graph(
        main: Block(
          tensors: [
            TensorInfo(name: "x", type: type), TensorInfo(name: "y", type: type),
          ],
          operators: [Operator(.unary(.log), inputs: [TensorID(0)], outputs: [TensorID(1)])],
          inputs: [TensorID(0)], outputs: [TensorID(1)])))
    let calibrator = Calibrator(engine: ReferenceEngine())
    #expect(
      throws: EngineError.unsupported(
        Unsupported(
          engine: "calibration", subject: "operator 0 (LOG -> 'y')",
          reason: "a sample gives NaN or an infinity"))
    ) {
      try calibrator.quantize(graph, samples: [[Tensor([-1, 0, 1, 2] as [Float], .fp32, [4])]])
    }
  }
}

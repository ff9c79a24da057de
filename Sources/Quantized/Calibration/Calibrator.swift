public import Graph

/// Makes an INT8 graph of an FP32 one, from the numbers that its tensors hold on sample inputs.
///
/// The result is what ExecuTorch's TOSA quantizer and lowering give: activations asymmetric by tensor,
/// weights symmetric by channel, INT32 biases, a RESCALE after each sum, functions as TABLE, a ReLU in the
/// RESCALE before it. Ranges are the smallest and largest number seen, 0 included.
///
/// ```swift
/// let calibrated = try Calibrator(engine: ReferenceEngine()).quantize(graph, samples: [inputs])
/// calibrated.quantization["x"]     // scale 0.0235, zero point 14, -128...127
/// ```
public struct Calibrator: Sendable {
  private let engine: any Engine

  /// A calibrator that runs FP32 graphs on `engine`.
  public init(engine: any Engine) { self.engine = engine }

  /// The INT8 graph for `graph`. Tensors keep their names.
  ///
  /// - Parameter samples: sets of inputs to see ranges on, one at least.
  /// - Throws: `unsupported` for an operator that has no INT8 form here, or where a sample gives NaN or an
  ///   infinity; what the engine throws.
  public func quantize(
    _ graph: ValidatedGraph, samples: [[Tensor]]
  ) throws(EngineError) -> CalibratedGraph {
    let ranges = try RangeTable(graph, samples: samples, engine: engine)
    var quantizer = GraphQuantizer(graph, ranges)
    return try quantizer.quantize()
  }
}

/// An INT8 graph, and what its integers stand for.
public struct CalibratedGraph: Sendable {
  public let graph: Graph
  /// For each INT8 tensor by name how its integers stand for real numbers.
  public let quantization: [String: Quantization]

  /// Inputs of the FP32 graph as the INT8 graph takes them: rounded to nearest, saturated.
  public func quantized(_ inputs: [Tensor]) -> [Tensor] {
    guard let block = graph.regions.first?.blocks.first else { return [] }
    return zip(block.inputs, inputs).map { id, tensor in
      let quantization = quantization[block[id].name] ?? Quantization(scale: 1, zeroPoint: 0)
      return Tensor(
        tensor.realValues.map { quantization.int8($0) }, .int8, tensor.shape)
    }
  }
}

import Graph
import Reference
import TestSupport
import Testing

/// The exported FP32 models against the TOSA reference model's outputs.
@Suite struct ExportedFP32Tests {
  /// Models with EXP, LOG, SIGMOID or TANH, which TOSA lets an implementation approximate.
  static let approximate = ["mamba", "dscnn_kws_softmax", "sigmoid", "softmax", "tanh"]

  static let exact = ExportedGraph.fp32.filter { file in
    !approximate.contains { file.hasPrefix($0) }
  }

  @Test(arguments: exact)
  func equalsTheReferenceModelBitForBit(_ file: String) throws {
    let exported = try ExportedGraph(file)
    let outputs = try ReferenceEngine().prepare(exported.graph).run(exported.inputs)
    #expect(outputs == exported.outputs)
  }

  @Test(arguments: ExportedGraph.fp32)
  func isSupportedEntirely(_ file: String) throws {
    #expect(try ReferenceEngine().unsupported(in: ExportedGraph(file).graph).isEmpty)
  }
}

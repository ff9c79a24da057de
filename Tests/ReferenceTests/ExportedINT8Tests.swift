import Graph
import Reference
import TestSupport
import Testing

/// The exported INT8 models in real numbers against the TOSA reference model's integers.
///
/// Only rounding sets them apart: half an LSB where one operator rounds (pools, a convolution), and
/// what a chain of roundings adds up to in the deeper models. Measured: at most 1.6 LSB in the CNNs,
/// 2.9 in the Mamba steps with their tables; 0.93 on average at most.
@Suite struct ExportedINT8Tests {
  /// Models in which no more than one operator rounds.
  static let roundedOnce = ["avgpool", "conv1d_bn_relu", "conv2d_bn_relu", "linear", "pools"]
  /// Models that only look up or move, where nothing is rounded.
  static let exact = ["maxpool", "sigmoid", "tanh"]

  @Test(arguments: ExportedGraph.int8)
  func staysCloseToTheIntegers(_ file: String) throws {
    let exported = try ExportedGraph(file)
    let outputs = try ReferenceEngine().prepare(exported.graph).run(exported.inputs)
    let limit =
      Self.exact.contains { file.hasPrefix($0) }
      ? 0 : Self.roundedOnce.contains { file.hasPrefix($0) } ? 0.5 : 3
    #expect(outputs.count == exported.outputs.count)
    for (real, integer) in zip(outputs, exported.outputs) {
      #expect(real.type == TensorType(.fp32, integer.shape))
      let differences = zip(real.realValues, integer.realValues).map { abs($0 - $1) }
      let mean = differences.reduce(0, +) / Double(differences.count)
      #expect(differences.allSatisfy { $0 <= limit })
      #expect(mean <= 1)
    }
  }

  @Test(arguments: ExportedGraph.int8)
  func isSupportedEntirely(_ file: String) throws {
    #expect(try ReferenceEngine().unsupported(in: ExportedGraph(file).graph).isEmpty)
  }
}

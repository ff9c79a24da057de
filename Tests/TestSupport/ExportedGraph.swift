import Foundation
public import Graph

/// One of the exported TOSA graphs, with the inputs and the reference model's outputs beside it.
public struct ExportedGraph: Sendable {
  /// The graph, validated.
  public let graph: ValidatedGraph
  /// What goes in, in the graph's order.
  public let inputs: [Tensor]
  /// What the TOSA reference model gives, in the graph's order.
  public let outputs: [Tensor]

  /// Reads `file`, one of ``Repository/tosaFiles``: `dscnn_kws_fp32/model.tosa`.
  public init(_ file: String) throws {
    let parts = file.split(separator: "/").map(String.init)
    let model = parts[0]
    // model.tosa goes with tosa_in0.npy, model_1.tosa with tosa_1_in0.npy.
    let stem = parts[1].replacing("model", with: "tosa").replacing(".tosa", with: "")
    graph = try ValidatedGraph(Graph(tosaFile: Repository.path(ofTOSAFile: file)))
    let sources = Repository.files(of: model, startingWith: stem + "_in")
    inputs = try zip(sources, graph.inputs).map { try NumPyFile.read($0, as: $1.type) }
    let results = Repository.files(of: model, startingWith: stem + "_out")
    outputs = try zip(results, graph.outputs).map { try NumPyFile.read($0, as: $1.type) }
  }

  /// The exported graphs of FP32 models.
  public static let fp32 = Repository.tosaFiles.filter { $0.contains("_fp32/") }
  /// The exported graphs of INT8 models.
  public static let int8 = Repository.tosaFiles.filter { $0.contains("_int8/") }
}

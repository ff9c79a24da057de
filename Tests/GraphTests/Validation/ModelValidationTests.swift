import Graph
import TestSupport
import Testing

/// The exported models: what ExecuTorch writes is legal, and its types are the ones inferred here.
@Suite struct ModelValidationTests {
  @Test(arguments: Repository.tosaFiles) func everyModelIsLegal(file: String) throws {
    let graph = try ValidatedGraph(Graph(tosaFile: Repository.path(ofTOSAFile: file)))
    #expect(!graph.outputs.isEmpty)
    #expect(graph.producers.count == graph.main.tensors.count)
  }

  /// DS-CNN for keyword spotting, by hand: 64 filters of 10 x 4 give 25 x 5 positions; then four times
  /// 64 depthwise filters of 3 x 3 and 64 x 64 pointwise ones; then 64 x 12.
  @Test func countsTheMultiplyAccumulatesOfAModel() throws {
    let graph = try ValidatedGraph(
      Graph(tosaFile: Repository.path(of: "dscnn_kws_int8", "model.tosa")))
    let total = graph.main.operators.indices.reduce(0) {
      $0 + graph.multiplyAccumulates(ofOperator: $1)
    }
    #expect(total == 125 * 64 * 40 + 4 * (125 * 64 * 9 + 125 * 64 * 64) + 64 * 12)
  }
}

import Foundation
import Fuzz
import Graph
import Quantized
import Reference
import Testing

/// Graphs are valid by construction, and no engine meets a value that TOSA leaves open.
@Suite struct GeneratedGraphTests {
  /// How many graphs a test makes; `ASSAY_FUZZ_GRAPHS` asks for more.
  private static let count =
    ProcessInfo.processInfo.environment["ASSAY_FUZZ_GRAPHS"].flatMap(Int.init) ?? 1000

  @Test(arguments: Profile.allCases)
  func everyGraphIsValidAndDefined(profile: Profile) throws {
    let generator = GraphGenerator(seed: 7, profile: profile)
    for number in 0..<Self.count {
      let item = generator.makeCase(number)
      do {
        let graph = try ValidatedGraph(item.graph)
        let engine: any Engine = Self.isInteger(graph) ? QuantizedEngine() : ReferenceEngine()
        _ = try engine.prepare(graph).run(item.inputs)
      } catch {
        Issue.record("graph \(number): \(error)\n\(item.graph.listing())")
        return
      }
    }
  }

  private static func isInteger(_ graph: ValidatedGraph) -> Bool {
    !graph.main.tensors.contains { $0.type.dtype.isFloat }
  }

  @Test func featuresNameOperatorsBucketsAndNeighbours() throws {
    let source = GraphGenerator(seed: 7, profile: .cnnInt)
    var features: Set<String> = []
    for number in 0..<300 {
      let item = source.makeCase(number)
      features.formUnion(source.features(of: item, graph: try ValidatedGraph(item.graph)))
    }
    let expected: Set = [
      "CONV2D INT8 to INT32", "CONV2D INT8 to INT32 > RESCALE",
      "RESCALE INT32 to INT8 per channel", "AVG_POOL2D INT8 zero point 1 127",
      "DEPTHWISE_CONV2D INT8 to INT32 kernel height 3", "ADD INT32 broadcast second",
    ]
    #expect(features.isSuperset(of: expected), "\(expected.subtracting(features))")
  }
}

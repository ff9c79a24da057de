import Fuzz
import Graph
import Testing

@testable import Harness

@Suite struct PartitionFeaturesTests {
  @Test(
    arguments: [
      (
        "input width is 2049, AXON's fc takes 1 to 2048", "input width is N, AXON's fc takes N to N"
      ),
      ("an operand's INT32 value is read by other operators too", nil),
      ("4x1x12 and 4x3x9 do not join on AXON", "NxNxN and NxNxN do not join on AXON"),
      ("it broadcasts a tensor of [1, 4] to [2, 4]", "it broadcasts a tensor of [..] to [..]"),
      ("'t12' is not an integer constant", "'..' is not an integer constant"),
      ("the scale 1.5e-05 does not fit", "the scale N does not fit"),
    ] as [(String, String?)])
  func `a class of reasons has no sizes and no names`(reason: String, expected: String?) {
    #expect(ReasonClass.of(reason) == expected ?? reason)
  }

  @Test func `every decision on generated networks is one that the vocabulary has`() throws {
    var engines = FuzzEngines()
    let probe = PartitionFeatures(try engines.engine(named: "axon"))
    let source = GraphGenerator(seed: 2, profile: .cnnInt)
    var seen: Set<String> = []
    for number in 0..<3000 {
      let item = source.makeCase(number)
      seen.formUnion(
        probe.features(in: CaseRuns(item, graph: try ValidatedGraph(item.graph))))
    }
    let known = Set(probe.vocabulary(of: .cnnInt).flatMap(\.names))
    // Which operator a RESCALE scales for, and which known defects layers meet, is open.
    let open = seen.subtracting(known).filter {
      !$0.contains(" meets ") && !$0.contains("it scales for")
    }
    #expect(open.isEmpty, "\(open.sorted())")
    #expect(seen.contains("axon: fused PTClampFold"))
    #expect(Double(known.intersection(seen).count) > 0.75 * Double(known.count))
  }
}

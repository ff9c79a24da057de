import Comparison
import Fuzz
import Store
import Testing

@Suite struct FailureGroupTests {
  private static func failure(
    _ graph: Int, _ name: String, _ pattern: ErrorPattern, operators: Int = 1
  ) -> FailureRecord {
    let signature = FailureSignature(stage: .mismatch, operatorName: name, pattern: pattern)
    return FailureRecord(
      graph: graph, oracle: "a~b", signature: signature,
      details: FailureRecord.Details(
        originalSignature: signature, originalOperators: 9, operators: operators,
        inputElements: 1, candidates: 1, isMinimal: true))
  }

  @Test func `equal signatures are one group, shown by the smallest`() {
    let groups = FailureGroup.groups(of: [
      Self.failure(1, "ADD", .garbage, operators: 3), Self.failure(2, "ADD", .garbage),
      Self.failure(3, "ADD", .garbage),
    ])
    #expect(groups.count == 1)
    #expect(groups[0].representative.graph == 2)
    #expect(groups[0].members.map(\.graph) == [1, 2, 3])
  }

  @Test func `what is least like the groups before comes next`() {
    let groups = FailureGroup.groups(of: [
      Self.failure(1, "ADD", .garbage), Self.failure(2, "ADD", .garbage),
      Self.failure(3, "ADD", .sparseOffByOne), Self.failure(4, "CONV2D", .saturation),
    ])
    #expect(groups.map { $0.members[0].graph } == [1, 4, 3])
  }
}

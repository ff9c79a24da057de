import Comparison
import Fuzz
import Store
import Testing

@Suite struct FailureGroupTests {
  private static func failure(
    _ graph: Int, _ name: String, _ pattern: ErrorPattern, operators: Int = 1,
    attributes: [String] = [], mistakes: [String] = []
  ) -> FailureRecord {
    let signature = FailureSignature(
      stage: .mismatch, operatorName: name, attributes: attributes, pattern: pattern)
    return FailureRecord(
      graph: graph, oracle: "a~b", signature: signature,
      details: FailureRecord.Details(
        originalSignature: signature, originalOperators: 9, operators: operators,
        inputElements: 1, candidates: 1, isMinimal: true, mistakes: mistakes))
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

  @Test func `the fewest mistakes that explain all failures are taken`() {
    let groups = FailureGroup.groups(of: [
      Self.failure(1, "CONV2D", .channel, mistakes: ["padding is 0", "weight_zp is 0"]),
      Self.failure(2, "CONV2D", .garbage, mistakes: ["weight_zp is 0"]),
      Self.failure(3, "CONV2D", .garbage, mistakes: ["bias is 0", "weight_zp is 0"]),
      Self.failure(4, "CONV2D", .garbage, mistakes: ["bias is 0"]),
    ])
    #expect(groups.map(\.cause.mistake) == ["weight_zp is 0", "bias is 0"])
    #expect(groups.map { $0.members.map(\.graph) } == [[1, 2, 3], [4]])
  }

  @Test func `an operator that needs another is put to that one`() {
    let groups = FailureGroup.groups(of: [
      Self.failure(1, "ADD", .garbage, attributes: ["with CLAMP", "with RESCALE"]),
      Self.failure(2, "PAD", .garbage, attributes: ["with CLAMP"]),
    ])
    #expect(groups.map(\.cause.company) == ["with CLAMP"])
  }
}

import Comparison
import Fuzz
import Store
import Testing

@Suite struct FailureGroupTests {
  private static func failure(
    _ graph: Int, _ name: String, _ pattern: ErrorPattern, operators: Int = 1,
    attributes: [String] = [], mistakes: [String] = [], possible: [String] = [],
    errorKind: String? = nil
  ) -> FailureRecord {
    let signature = FailureSignature(
      stage: .mismatch, operatorName: name, attributes: attributes, pattern: pattern,
      errorKind: errorKind)
    return FailureRecord(
      graph: graph, oracle: "a~b", signature: signature,
      details: FailureRecord.Details(
        originalSignature: signature, originalOperators: 9, operators: operators,
        inputElements: 1, candidates: 1, isMinimal: true, mistakes: mistakes,
        possibleMistakes: possible))
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

  @Test func `what is left of a failure is put to a mistake of many, and to no other`() {
    let many = (1...3).map { Self.failure($0, "CONV2D", .garbage, mistakes: ["padding is 0"]) }
    let few = [Self.failure(4, "CONV2D", .garbage, mistakes: ["bias is 0"])]
    let groups = FailureGroup.groups(
      of: many + few + [
        Self.failure(5, "CONV2D", .garbage, possible: ["bias is 0", "padding is 0"]),
        Self.failure(6, "CONV2D", .garbage, possible: ["bias is 0"]),
        Self.failure(7, "ADD", .garbage, possible: ["padding is 0"]),
      ])
    let members = Dictionary(
      grouping: groups, by: { $0.cause.mistake ?? $0.cause.operatorName ?? "" }
    ).mapValues { $0.flatMap { $0.members.map(\.graph) } }
    #expect(
      members == ["padding is 0": [1, 2, 3, 5], "bias is 0": [4], "CONV2D": [6], "ADD": [7]])
  }

  @Test func `what a session keeps is one cause, whatever operator shows it`() {
    let groups = FailureGroup.groups(of: [
      Self.failure(1, "ADD", .garbage, errorKind: FailureSignature.keptState),
      Self.failure(2, "TABLE", .garbage, errorKind: FailureSignature.keptState),
      Self.failure(3, "TABLE", .garbage),
    ])
    #expect(Set(groups.map { $0.members.map(\.graph) }) == [[1, 2], [3]])
  }

  @Test func `an operator that needs another is put to that one`() {
    let groups = FailureGroup.groups(of: [
      Self.failure(1, "ADD", .garbage, attributes: ["with CLAMP", "with RESCALE"]),
      Self.failure(2, "PAD", .garbage, attributes: ["with CLAMP"]),
    ])
    #expect(groups.map(\.cause.company) == ["with CLAMP"])
  }
}

import Fuzz
import Graph
import Testing

/// Engines take validated graphs only, so what validation refuses, every engine refuses.
@Suite struct IllegalGraphTests {
  @Test(
    arguments: IllegalGraphs.ruleNames.enumerated().map { (index: $0.offset, name: $0.element) })
  func theBrokenRuleIsNamed(index: Int, name: String) throws {
    let source = IllegalGraphs(seed: 13)
    for round in 0..<10 {
      let number = round * IllegalGraphs.ruleNames.count + index
      let item = try #require(source.makeCase(number), "no graph to break")
      #expect(item.rule == name)
      let error = #expect(throws: InvalidInput.self, "case \(number)\n\(item.graph.listing())") {
        try ValidatedGraph(item.graph)
      }
      let message = error?.description ?? ""
      #expect(message.contains(item.expected), "case \(number): \(message)")
    }
  }

  @Test func namesDiffer() {
    #expect(Set(IllegalGraphs.ruleNames).count == IllegalGraphs.ruleNames.count)
  }
}

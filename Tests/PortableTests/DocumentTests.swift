import Foundation
import Graph
import Portable
import TestSupport
import Testing

@Suite struct DocumentTests {
  @Test func `the document lists the operators that are there`() throws {
    let path = Repository.root.appending(path: "docs/programs.md").path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let cells = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.compactMap {
      $0.split(separator: "|").first
    }
    let listed = cells.flatMap { $0.split(separator: "`").filter { $0.contains("::") } }
    #expect(Set(listed.map(String.init)) == Set(ProgramPlan.supportedOperators.map(\.description)))
    #expect(Set(listed).count == listed.count)
  }
}

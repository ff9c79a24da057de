import Testing

@testable import Harness

@Suite struct FileNameTests {
  @Test(arguments: [
    ("x", "x"), ("conv.1_out-2", "conv.1_out-2"), ("a/b", "a%2Fb"), ("../up", "%2E.%2Fup"),
    ("", "%"), ("é", "%C3%A9"), ("a b%", "a%20b%25"),
  ])
  func escapesWhatAFileSystemMayRefuse(name: String, file: String) {
    #expect(FileName.escaped(name) == file)
  }

  @Test func longNamesStayDistinctAndShort() {
    let names = (0..<3).map { FileName.escaped(String(repeating: "x", count: 500) + "\($0)") }
    #expect(Set(names).count == 3)
    #expect(names.allSatisfy { $0.utf8.count < 200 })
  }

  @Test func secondUsesGetANumber() {
    var names = UniqueNames()
    #expect(["y", "Y", "z", "y"].map { names.unique($0) } == ["y", "Y~2", "z", "y~3"])
  }
}

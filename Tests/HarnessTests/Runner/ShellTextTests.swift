import Foundation
import Testing

@testable import Harness

@Suite struct ShellTextTests {
  static let words = [
    "model.tosa", "a=b:c,d+e@f%g/h_i-j", "", " ", "two words", "it's", "''", "$HOME", "`id`", "*",
    "a\nb", "\\", "\"", "~", "#", "!", "é", "-n",
  ]

  /// The shell itself says whether a word survives it.
  @Test(arguments: words)
  func aShellReadsTheWordBack(word: String) throws {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "printf '%s.' \(ShellText.quoted(word))"]
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(String(decoding: output, as: UTF8.self) == word + ".")
  }

  @Test func leavesPlainWordsAlone() {
    #expect(ShellText.quoted("Suites/release.yaml") == "Suites/release.yaml")
    #expect(ShellText.quoted("tanh*") == "'tanh*'")
  }
}

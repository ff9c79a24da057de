import Comparison
import Foundation
import Graph
import Harness
import Testing

@testable import Report

@Suite struct ConsoleTests {
  private static func output(
    _ cases: [CaseResult], isTerminal: Bool = false, isColoured: Bool = true,
    isVerbose: Bool = false
  ) throws -> String {
    let sink = CollectingSink(isTerminal: isTerminal)
    var recorder = ConsoleRecorder(to: sink, isColoured: isColoured, isVerbose: isVerbose)
    try recorder.record(SampleRun.events(cases))
    return sink.text
  }

  /// Which outcomes are printed as they come, without and with `--verbose`.
  @Test(arguments: zip(0..<10, [false, true, false, false, false, false, true, true, true, true]))
  func printsWhatNeedsAttention(index: Int, isPrinted: Bool) throws {
    let result = SampleRun.everyOutcome[index]
    #expect(try Self.output([result]).contains(result.name) == isPrinted)
    #expect(try Self.output([result], isVerbose: true).contains(result.name))
  }

  @Test func failureShowsMessageDetailsAndReproduction() throws {
    let output = try Self.output([SampleRun.everyOutcome[1]])
    #expect(
      output.hasPrefix(
        """
        FAIL  dscnn_kws_int8/model.tosa: case 1
            3 of 10 elements differ | "largest" by 2 LSB
            first at [0, 7]
            \tLSB histogram -1: 2, +2: 1 & ]]>\\u{1B}[2J
            reproduce: assay gate 'a b.yaml' --only case_1

        """))
  }

  @Test func errorWithoutMessageShowsItsReason() throws {
    let result = CaseResult(suite: "s", name: "c", outcome: .internalFault("index out of range"))
    #expect(try Self.output([result]).contains("    index out of range\n"))
  }

  @Test(arguments: [(false, true), (true, false), (false, false)])
  func coloursNeedATerminalAndPermission(isTerminal: Bool, isColoured: Bool) throws {
    let output = try Self.output(
      SampleRun.everyOutcome, isTerminal: isTerminal, isColoured: isColoured)
    #expect(!output.contains("\u{1B}[3"))
  }

  @Test func terminalGetsColours() throws {
    let output = try Self.output(SampleRun.everyOutcome, isTerminal: true)
    #expect(output.contains("\u{1B}[31;1mFAIL\u{1B}[0m"))
  }

  /// One line, rewritten in place; the second case starts when one is done and has failed.
  @Test func terminalGetsProgress() throws {
    let output = try Self.output(
      [SampleRun.everyOutcome[1], SampleRun.everyOutcome[0]], isTerminal: true)
    let name = "dscnn_kws_int8/model.tosa: case"
    #expect(output.hasPrefix("\r\u{1B}[K0/11  failed 0  \(name) 1\r\u{1B}[K"))
    #expect(output.contains("\r\u{1B}[K1/11  failed 1  \(name) 0\r\u{1B}[K"))
    #expect(try !Self.output(SampleRun.everyOutcome).contains("\r"))
  }

  @Test func longDetailsAreCutUnlessAllAreWanted() throws {
    var result = SampleRun.everyOutcome[1]
    result.details = (1...500).map { "line \($0)" }.joined(separator: "\n")
    let output = try Self.output([result])
    #expect(output.contains("line \(ConsoleRecorder.detailLimit)\n"))
    #expect(!output.contains("line \(ConsoleRecorder.detailLimit + 1)\n"))
    #expect(output.contains("[440 more lines in the other reports]"))
    #expect(try Self.output([result], isVerbose: true).contains("line 500\n"))
  }

  @Test(arguments: ["a\u{1B}]0;title\u{7}", "a\rb", "a\nFAIL: 1", "\u{202E}a", "\u{9B}31m"])
  func namesCannotDriveTheTerminal(name: String) throws {
    let result = CaseResult(
      suite: name, name: name, outcome: .fail, message: name, reproduction: name)
    let output = try Self.output([result], isTerminal: true, isColoured: false)
    let free = output.replacing("\r\u{1B}[K", with: "")
    #expect(free.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value < 0x7f) })
    #expect(free.split(separator: "\n").count { $0.hasPrefix("FAIL:") } == 1)
  }

  @Test(
    arguments: [
      ([0, 0, 3], "PASS: 2 pass, 1 unsupported in 3.200 s"),
      ([1, 0], "FAIL: 1 pass, 1 fail in 3.200 s"),
      ([3, 5], "FAIL: nothing was judged; 1 unsupported, 1 skipped in 3.200 s"),
      ([], "FAIL: nothing was judged; no cases in 3.200 s"),
      ([6], "PASS: 1 flaky in 3.200 s"), ([2], "PASS: 1 known defect in 3.200 s"),
      ([7], "FAIL: 1 invalid in 3.200 s"), ([0, 8], "FAIL: 1 pass, 1 infrastructure in 3.200 s"),
      ([0, 9], "FAIL: 1 pass, 1 internal in 3.200 s"),
    ] as [([Int], String)])
  func verdict(indices: [Int], line: String) throws {
    let output = try Self.output(indices.map { SampleRun.everyOutcome[$0] })
    #expect(output.hasSuffix("\n\(line)\n") || output == "\(line)\n")
  }

  @Test(
    arguments: [
      ([0], "interrupted before every case had its turn; 1 pass"),
      ([1], "interrupted; 1 fail"),
    ] as [([Int], String)])
  func interruptedRunIsRed(indices: [Int], text: String) throws {
    let summary = SampleRun.summary(
      of: indices.map { SampleRun.everyOutcome[$0] }, seconds: nil, isInterrupted: true)
    #expect(Verdict.line(for: summary) == "FAIL: \(text)")
  }
}

@Suite struct StandardOutputTests {
  private static func pipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [0, 0]
    try #require(Foundation.pipe(&ends) == 0)
    return (ends[0], ends[1])
  }

  /// Without care, the signal that such a write raises ends the process and all tests with it.
  @Test func readerThatHasGoneAwayIsNoError() throws {
    let pipe = try Self.pipe()
    close(pipe.reading)
    defer { close(pipe.writing) }
    let output = StandardOutput(descriptor: pipe.writing)
    for _ in 0..<3 { try output.write("nobody reads this") }
    var pending = sigset_t()
    sigpending(&pending)
    #expect(sigismember(&pending, SIGPIPE) == 0)
  }

  @Test func lostTextIsAFailure() throws {
    let full = open("/dev/full", O_WRONLY)
    try #require(full >= 0)
    defer { close(full) }
    #expect(throws: InfrastructureFailure.self) {
      try StandardOutput(descriptor: full).write("text")
    }
  }

  @Test func writesAllOfALongText() async throws {
    let pipe = try Self.pipe()
    let text = String(repeating: "0123456789abcdef", count: 64_000)
    // More than a pipe holds: the writer has to wait for the reader.
    let writer = Task.detached {
      defer { close(pipe.writing) }
      try StandardOutput(descriptor: pipe.writing).write(text)
    }
    let data = try FileHandle(fileDescriptor: pipe.reading, closeOnDealloc: true).readToEnd()
    try await writer.value
    #expect(data == Data(text.utf8))
    #expect(!StandardOutput(descriptor: pipe.reading).isTerminal)
  }
}

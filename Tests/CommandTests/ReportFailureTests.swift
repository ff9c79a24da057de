import Foundation
import Graph
import TestSupport
import Testing

/// A report that can't be written takes neither the other reports nor the verdict with it.
@Suite(.timeLimit(.minutes(2))) struct ReportFailureTests {
  @Test(arguments: [(false, 3), (true, 1)], ["--junit", "--markdown", "--html"])
  func theOtherReportsAndTheVerdictStand(run: (isRed: Bool, status: Int), option: String) throws {
    let gate = try SmallGate(isRed: run.isRed)
    let result = try gate.assay.run("gate", "s.yaml", option, "nowhere/report")
    #expect(Int(result.status) == run.status)
    #expect(result.errors.hasPrefix("assay: nowhere/report: "), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(try gate.reports() == ["junit.xml", "report.html", "results.json", "summary.md"])
  }

  #if os(Linux)
    @Test(arguments: [(false, 3), (true, 1)])
    func aFullDiskBehindStandardOutput(isRed: Bool, status: Int) throws {
      let gate = try SmallGate(isRed: isRed)
      let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
      let result = try gate.assay.finish(gate.assay.start(["gate", "s.yaml"], output: full))
      #expect(Int(result.status) == status)
      #expect(result.errors.contains("standard output: can't be written"), "\(result.errors)")
      #expect(try gate.reports() == ["junit.xml", "report.html", "results.json", "summary.md"])
    }
  #endif

  /// `assay gate | head`: the reader goes away, the verdict stays.
  @Test(arguments: [["gate", "s.yaml"], ["compare", "m/model.tosa"]])
  func aClosedPipeLeavesTheVerdict(arguments: [String]) throws {
    let gate = try SmallGate(isRed: true)
    let engines =
      arguments[0] == "compare" ? ["--engines", "quantized,reference", "--seed", "1"] : []
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let result = try gate.assay.finish(
      gate.assay.start(arguments + engines + ["--json"], output: pipe.fileHandleForWriting))
    #expect(result.status == 1)
    #expect(result.errors.isEmpty)
  }

  /// `assay inspect | head -1`: ended by the pipe's signal like any other tool, not by a trap.
  @Test(arguments: [["inspect", "m/model.tosa"], ["doctor"], ["inspect", "--help"]])
  func aClosedPipeIsNoTrap(arguments: [String]) throws {
    let gate = try SmallGate(isRed: false)
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let process = try gate.assay.start(arguments, output: pipe.fileHandleForWriting)
    let result = try gate.assay.finish(process)
    #expect(process.terminationReason == .exit || process.terminationStatus == SIGPIPE)
    #expect(!result.errors.contains("Signal"), "\(result.errors)")
  }

  /// Standard output and error closed by the caller, or full: the exit code is what it would be.
  @Test(arguments: ["2>&-", "2>/dev/full", ">&- 2>&-", "<&- >&- 2>&-"])
  func errorsThatNobodyCanRead(redirection: String) throws {
    let gate = try SmallGate(isRed: true)
    #expect(try gate.shell("gate nothing.yaml \(redirection)").status == 2)
    #expect(try gate.shell("gate s.yaml \(redirection)").status == 1)
    #expect(try gate.reports() == ["junit.xml", "report.html", "results.json", "summary.md"])
  }

  @Test func standardOutputClosedByTheCaller() throws {
    let gate = try SmallGate(isRed: false)
    let result = try gate.shell("gate s.yaml >&-")
    #expect(result.status == 3)
    #expect(result.errors == "assay: standard output: can't be written: Bad file descriptor\n")
    #expect(try gate.reports() == ["junit.xml", "report.html", "results.json", "summary.md"])
  }
}

import Foundation
import TestSupport
import Testing

/// `assay fuzz` from outside.
@Suite(.timeLimit(.minutes(2))) struct FuzzCommandTests {
  @Test func `engines that agree pass, and the same seed gives the same bytes`() throws {
    let (first, second) = (try AssayProcess(), try AssayProcess())
    let arguments = [
      "fuzz", "--engines", "reference,quantized,axon", "--graphs", "60", "--seed", "3",
      "--reproducible", "--junit", "junit.xml",
    ]
    for (process, jobs) in [(first, "1"), (second, "3")] {
      let result = try process.run(arguments + ["--jobs", jobs])
      #expect(result.status == 0, "\(result.output)")
    }
    let reports = try [first, second].map {
      try String(contentsOfFile: $0.path("junit.xml"), encoding: .utf8)
        .replacing("--jobs 1", with: "").replacing("--jobs 3", with: "")
    }
    #expect(reports[0] == reports[1])
  }

  @Test func `a campaign goes on where it stopped`() throws {
    let process = try AssayProcess()
    func run(_ graphs: String) throws -> AssayProcess.Result {
      try process.run([
        "fuzz", "--engines", "reference,quantized", "--graphs", graphs, "--seed", "3", "--json",
      ])
    }
    #expect(try run("20").lastLine.contains("\"graphs\":20"))
    #expect(try run("40").lastLine.contains("\"graphs\":40"))
    #expect(try run("30").lastLine.contains("\"graphs\":40"))
  }

  @Test(arguments: [
    (["--engines", "quantized"], "not two engines"),
    (["--engines", "quantized,quantized"], "twice"),
    (["--engines", "quantized,nothing"], "no engine 'nothing'"),
    (["--engines", "reference,quantized", "--profile", "odd"], "no profile 'odd'"),
  ])
  func `mistakes on the command line are bad input`(arguments: [String], message: String) throws {
    let result = try AssayProcess().run(["fuzz", "--graphs", "1"] + arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains(message))
  }

  @Test func `an engine that breaks down is a failure with a bundle that shows it`() throws {
    let process = try AssayProcess()
    let result = try process.run([
      "fuzz", "--engines", "quantized,exec:false", "--graphs", "3", "--seed", "3", "--json",
    ])
    #expect(result.status == 1)
    #expect(result.lastLine.contains("\"replay\":\"fails as recorded\""))
  }
}

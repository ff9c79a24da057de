import Foundation
import Graph
import TestSupport
import Testing

/// `assay cycles`: figures, verdict only where limits are given, one line for a bad file.
@Suite(.timeLimit(.minutes(2))) struct CyclesTests {
  static let table = Repository.path(of: "Suites/axon/cycles_dev.csv")
  static let networks = Repository.path(of: "Suites/axon/nets_dev.jsonl")

  private struct Line: Decodable {
    struct Errors: Decodable {
      let median_error: Double
      let p95_error: Double
      let rows: Int
    }
    let total: Errors
    let operators: [String: Errors]
  }

  /// The limits are those that the requirement sets.
  @Test func tableIsWithinItsLimits() throws {
    let result = try AssayProcess().run(
      "cycles", Self.table, "--max-median", "0.03", "--max-p95", "0.08", "--json")
    #expect(result.status == 0, "\(result.output) \(result.errors)")
    let line = try JSONDecoder().decode(Line.self, from: Data(result.lastLine.utf8))
    #expect(line.total.rows == 442)
    #expect(line.operators["conv"]?.rows == 107)
    #expect(line.operators.values.reduce(0) { $0 + $1.rows } == 442)
    #expect(line.operators.values.allSatisfy { $0.median_error < 0.03 && $0.p95_error < 0.08 })
  }

  @Test func networksAreWithinTheirLimit() throws {
    let result = try AssayProcess().run("cycles", Self.networks, "--max-median", "0.05")
    #expect(result.status == 0, "\(result.output) \(result.errors)")
    #expect(result.output.contains("ds_cnn"))
  }

  @Test(arguments: ["--max-median", "--max-p95"])
  func aLimitCanFail(option: String) throws {
    let result = try AssayProcess().run("cycles", Self.networks, option, "0.001")
    #expect(result.status == 1)
    #expect(result.output.contains("FAIL: the"))
  }

  /// Arguments and words that the one line on standard error must contain.
  @Test(arguments: [
    (["bad.csv"], ["bad.csv", "line 2", "'conw'"]),
    (["nothing.csv"], ["nothing.csv", "no such file"]),
    (["bad.txt"], [".csv or .jsonl"]),
    ([table, "--max-median=-1"], ["--max-median", "0 or more"]),
    ([table, "--max-p95", "nan"], ["--max-p95", "0 or more"]),
  ])
  func refuses(arguments: [String], words: [String]) throws {
    let assay = try AssayProcess()
    let text = String(decoding: try FileContents.read(Self.table), as: UTF8.self)
    let names = text.prefix { $0 != "\n" }
    let bad = "\(names)\nconw,8,8,3,3,3,8,8,3,1,1,same,1,0,0,900,44,392,48\n"
    for file in ["bad.csv", "bad.txt"] {
      try Data(bad.utf8).write(to: assay.folder.appending(path: file))
    }
    let result = try assay.run(["cycles"] + arguments)
    #expect(result.status == 2)
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    for word in words { #expect(result.errors.contains(word), "\(result.errors)") }
  }

  @Test func inspectShowsWhatALayerCosts() throws {
    let result = try AssayProcess().run("inspect", AssayProcess.model("conv2d_bn_relu_int8"))
    #expect(result.output.contains("AXON cost of region 0"))
    #expect(result.output.contains("if one tick is one cycle of 128 MHz"))
    #expect(result.output.contains("interlayer buffer"))
  }
}

import Foundation
import Graph
import TestSupport
import Testing

/// `assay vectors`, and `--axon-version` wherever `axon` runs.
@Suite(.timeLimit(.minutes(2))) struct AxonVersionTests {
  static let vectors = Repository.root.appending(path: "Suites/axon/dev.jsonl").path

  @Test func vectorsPrintTheirTotalAsJSON() throws {
    let result = try AssayProcess().run("vectors", Self.vectors, "--json")
    #expect(result.status == 0, "\(result.errors)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.lastLine.utf8)) as? [String: Any])
    #expect(object["total"] as? [String: Int] == ["outputs": 55_615, "equal": 55_614])
    let quirks = try #require(object["quirks"] as? [String: [String: Int]])
    #expect(
      quirks["dead_channel"] == ["cases": 4, "outputs": 654, "equal": 654, "flagged": 4])
    let operators = try #require(object["operators"] as? [String: [String: Int]])
    #expect(operators["reshape"] == ["outputs": 1_000, "equal": 1_000])
  }

  @Test func vectorsEndWithOneLineOnAFileThatIsNone() throws {
    let result = try AssayProcess().run("vectors", AssayProcess.model("linear_relu_int8"))
    #expect(result.status == 2)
    #expect(result.errors.contains("line 1"))
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test(arguments: [
    ["vectors", vectors], ["inspect", AssayProcess.model("linear_relu_int8")],
    [
      "run", AssayProcess.model("linear_relu_int8"), "--engine", "axon", "--seed", "1",
      "--output-dir", "out",
    ],
    [
      "compare", AssayProcess.model("linear_relu_int8"), "--engines", "quantized,axon", "--seed",
      "1",
    ],
    ["gate", Repository.root.appending(path: "Suites/release.yaml").path],
  ])
  func anUnknownVersionIsAUsageError(arguments: [String]) throws {
    let result = try AssayProcess().run(arguments + ["--axon-version", "1.5"])
    #expect(result.status == 2)
    #expect(
      result.errors
        == "assay: there is no AXON version '1.5'. Use one of: documented, 1.4.0.\n")
  }

  /// 16 ones and 16 twenties: the largest, or as 1.4.0 has it the saturated sum.
  @Test(arguments: [("documented", [1, 20]), ("1.4.0", [16, 127])] as [(String, [Int8])])
  func runComputesAsTheVersionDoes(version: String, expected: [Int8]) throws {
    let assay = try AssayProcess()
    try FileContents.write(GlobalMaxPool.graph.tosaBytes(), to: assay.path("pool.tosa"))
    try FileContents.write(NumPyFile.encode(GlobalMaxPool.input), to: assay.path("x.npy"))
    let result = try assay.run(
      "run", "pool.tosa", "--engine", "axon", "--axon-version", version, "--input", "x.npy",
      "--output-dir", "out")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try NumPyFile.read(assay.path("out/y.npy")).elements(as: Int8.self) == expected)
  }

  @Test(arguments: ["inspect", "compare"])
  func aKnownDefectIsWarnedOf(command: String) throws {
    let assay = try AssayProcess()
    try FileContents.write(GlobalMaxPool.graph.tosaBytes(), to: assay.path("pool.tosa"))
    let more = command == "compare" ? ["--engines", "quantized,axon", "--seed", "1"] : []
    let result = try assay.run([command, "pool.tosa"] + more)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("warning"))
    #expect(result.output.contains("meets max_pool_global_sum of AXON 1.4.0"))
  }

  /// The line that shows a failure again would show another arithmetic without the version.
  @Test(arguments: [([], ""), (["--axon-version", "1.4.0"], " --axon-version 1.4.0")])
  func theReproductionNamesTheVersion(option: [String], words: String) throws {
    let assay = try AssayProcess()
    let suite = """
      suite: s
      cases:
        - name: c
          models: \(AssayProcess.model("residual_add_int8"))
          inputs: {seed: 2}
          checks: [{engine: axon, against: quantized, tolerance: {exact: true, reason: r}}]
      """
    try FileContents.write(Array(suite.utf8), to: assay.path("s.yaml"))
    let result = try assay.run(["gate", "s.yaml"] + option)
    #expect(result.status == 1)
    #expect(
      result.output.contains("reproduce: assay gate s.yaml --only c\(words)\n"), "\(result.output)")
  }
}

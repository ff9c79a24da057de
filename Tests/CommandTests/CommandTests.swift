import Foundation
import Graph
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct CommandTests {
  static let int8 = AssayProcess.model("linear_relu_int8")
  static let input = AssayProcess.model("linear_relu_int8", "tosa_in0.npy")

  @Test func runWritesOutputsAndTheirList() throws {
    let assay = try AssayProcess()
    let result = try assay.run(
      "run", Self.int8, "--engine", "quantized", "--input", Self.input, "--output-dir", "a/b",
      "--trace", "--json")
    #expect(result.status == 0, "\(result.errors)")
    let written = try FileContents.read(assay.path("a/b/tosa_reshape_default_1.npy"))
    #expect(
      written == (try FileContents.read(AssayProcess.model("linear_relu_int8", "tosa_out0.npy"))))
    let list = try #require(
      try JSONSerialization.jsonObject(
        with: Data(FileContents.read(assay.path("a/b/outputs.json"))))
        as? [String: Any])
    let trace = try #require(list["trace"] as? [[String: Any]])
    #expect(
      trace.map { $0["name"] as? String } == [
        "tosa_reshape_default", "tosa_conv2d_default", "tosa_rescale_default",
        "tosa_reshape_default_1",
      ])
    for entry in trace {
      let file = try #require(entry["file"] as? String)
      #expect(throws: Never.self) { try NumPyFile.read(assay.path("a/b/\(file)")) }
    }
  }

  /// A program's inputs and outputs are real numbers, whichever engine runs its delegates.
  @Test(arguments: ["quantized", "axon", "reference"])
  func runTakesPrograms(engine: String) throws {
    let assay = try AssayProcess()
    let result = try assay.run(
      "run", AssayProcess.model("linear_relu_int8", "model.pte"), "--engine", engine, "--input",
      AssayProcess.model("linear_relu_int8", "float_in0.npy"), "--output-dir", "out")
    #expect(result.status == 0, "\(result.errors)")
    let output = try NumPyFile.read(assay.path("out/output0.npy"))
    let golden = try NumPyFile.read(
      AssayProcess.model("linear_relu_int8", "tosaref_final_out0.npy"))
    #expect(output.type == golden.type)
  }

  /// As `run` does; what the other engines agree on does not hide it.
  @Test(arguments: ["reference,quantized", "reference,axon,quantized"])
  func compareNeedsEveryEngine(engines: String) throws {
    let result = try AssayProcess().run(
      "compare", AssayProcess.model("linear_relu_fp32"), "--engines", engines, "--seed", "1",
      "--sqnr", "100")
    #expect(result.status == 3, "\(result.output)")
    #expect(result.output.contains("unsupported"))
  }

  @Test func compareSaysWhyInJSON() throws {
    let result = try AssayProcess().run(
      "compare", AssayProcess.model("pools_int8"), "--engines", "quantized,axon", "--input",
      AssayProcess.model("pools_int8", "tosa_in0.npy"), "--json")
    let document = try JSONSerialization.jsonObject(with: Data(result.lastLine.utf8))
    let cases = try #require((document as? [String: Any])?["cases"] as? [[String: Any]])
    let tensors = try #require(cases.first?["explanations"] as? [[String: Any]])
    let pool = try #require(tensors.first { $0["differing"] as? Int == 78 })
    #expect(pool["name"] as? String == "tosa_avg_pool2d_default")
    #expect(pool["explained"] as? [String: Int] == ["poolTie": 78])
    #expect(pool["unexplained"] as? Int == 0)
  }

  @Test(arguments: [([], 1), (["--max-lsb", "1"], 0)])
  func compareExitsByItsTolerance(tolerance: [String], status: Int) throws {
    let model = AssayProcess.model("conv2d_bn_relu_int8")
    let input = AssayProcess.model("conv2d_bn_relu_int8", "tosa_in0.npy")
    let result = try AssayProcess().run(
      ["compare", model, "--engines", "quantized,axon", "--input", input] + tolerance)
    #expect(Int(result.status) == status)
    #expect(result.output.contains("1 of 4096"))
    #expect(result.output.contains("LSB histogram"))
    #expect(result.output.contains("first divergent operator: operator 10 (RESCALE"))
  }

  @Test func gateLeavesReportsAndTurnsRed() throws {
    let gate = try SmallGate(isRed: false)
    let green = try gate.assay.run("gate", "s.yaml", "--json", "--junit", "j.xml")
    #expect(green.status == 0, "\(green.output) \(green.errors)")
    #expect(try gate.reports() == ["junit.xml", "report.html", "results.json", "summary.md"])
    #expect(try FileContents.read(gate.assay.path("j.xml")).count > 100)

    try gate.changeGolden()
    let red = try gate.assay.run("gate", "s.yaml")
    #expect(red.status == 1)
    for words in ["m/model.tosa", "tosa_reshape_default_1", "1 of 32", "by 2 LSB at [0, 31]"] {
      #expect(red.output.contains(words), "\(red.output)")
    }
    #expect(red.output.contains("reproduce: assay gate s.yaml --only m/model.tosa"))
  }

  @Test func aReproducibleGateRepeatsItsBytes() throws {
    let suite = Repository.root.appending(path: "Suites/release.yaml").path
    let files = try (1...2).map { _ in
      let assay = try AssayProcess()
      let result = try assay.run(
        "gate", suite, "--only", "s*_int8/*", "--reproducible", "--junit", "j")
      #expect(result.status == 0, "\(result.output)")
      return try FileContents.read(assay.path("j"))
    }
    #expect(files[0] == files[1])
  }

  /// The last line on standard output is one JSON object or list.
  @Test(arguments: [
    ["inspect", int8], ["inspect", AssayProcess.model("mamba1_step_int8", "model.pte")], ["doctor"],
    ["compare", int8, "--engines", "quantized,reference", "--seed", "3", "--max-lsb", "1"],
    ["run", int8, "--engine", "axon", "--seed", "2", "--output-dir", "out"],
    ["gate", Repository.root.appending(path: "Suites/release.yaml").path, "--only", "tanh*"],
  ])
  func theLastLineIsJSON(arguments: [String]) throws {
    let result = try AssayProcess().run(arguments + ["--json"])
    #expect(result.status == 0, "\(result.output) \(result.errors)")
    #expect(throws: Never.self) {
      try JSONSerialization.jsonObject(with: Data(result.lastLine.utf8))
    }
  }

  @Test(arguments: ["gate", "run", "compare", "inspect", "vectors", "cycles", "doctor"])
  func helpShowsAnExample(command: String) throws {
    let result = try AssayProcess().run(command, "--help")
    #expect(result.status == 0)
    #expect(result.output.contains("Example: assay \(command)"))
  }

  @Test func inspectShowsOperatorsAndPartition() throws {
    let result = try AssayProcess().run(
      "inspect", AssayProcess.model("dscnn_kws_softmax_int8"))
    #expect(result.output.contains("AXON partition: 37 of 37 operators in 1 region, 100 %"))
    #expect(result.output.contains("PTSoftmax"))
    #expect(result.output.contains("CONV2D 5"))
  }
}

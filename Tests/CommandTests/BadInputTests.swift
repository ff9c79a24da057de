import Foundation
import Graph
import TestSupport
import Testing

/// Every mistake ends with a documented exit code and one line on standard error.
@Suite(.timeLimit(.minutes(2))) struct BadInputTests {
  static let int8 = AssayProcess.model("linear_relu_int8")
  static let input = AssayProcess.model("linear_relu_int8", "tosa_in0.npy")
  static let wrongShape = AssayProcess.model("linear_relu_int8", "tosa_out0.npy")
  static let wrongType = AssayProcess.model("linear_relu_int8", "float_in0.npy")

  /// Arguments, exit code, words that the line must contain.
  @Test(arguments: [
    (["inspect", "nothing.tosa"], 2, ["nothing.tosa", "no such file"]),
    (["inspect", "."], 2, ["folder"]),
    (["inspect", ""], 2, ["the file name is empty"]),
    (["inspect", "no\nsuch.tosa"], 2, ["no such.tosa", "no such file"]),
    (["gate", "."], 2, ["folder"]),
    (["gate", int8], 2, ["not YAML"]),
    (["gate", input], 2, ["not YAML"]),
    (["vectors", "."], 2, ["folder"]),
    (["inspect", int8, "--axon-version", "2"], 2, ["no AXON version '2'", "1.4.0"]),
    (
      ["inspect", int8, "--without-fusion", "RMSNorm,PTSilu"], 2,
      ["no fused pattern 'PTSilu'", "Did you mean 'PTSiLU'?"]
    ),
    (["inspect", "/dev/zero"], 2, ["not a regular file"]),
    (["inspect", input], 2, ["neither a TOSA graph nor an ExecuTorch program"]),
    (["run", int8, "--engine", "quantised", "--seed", "1"], 2, ["Did you mean 'quantized'?"]),
    (["run", int8, "--engine", "quantized"], 2, ["is missing", "--seed"]),
    (["run", int8, "--engine", "quantized", "--input", wrongShape], 2, ["[1, 32]", "[1, 64]"]),
    (["run", int8, "--engine", "quantized", "--input", wrongType], 2, ["<f4", "INT8"]),
    (["run", int8, "--engine", "quantized", "--input", "y=\(input)"], 2, ["no input 'y'"]),
    (["run", int8, "--engine", "quantized", "--input", input, "--seed", "1"], 2, ["both"]),
    (
      ["run", AssayProcess.model("linear_relu_fp32"), "--engine", "quantized", "--seed", "1"], 3,
      ["integer graphs only"]
    ),
    (["compare", int8, "--engines", "quantized", "--seed", "1"], 2, ["two or more"]),
    (
      ["compare", "nothing.pte", "--engines", "quantized,axon", "--seed", "1"], 2, ["no such file"]
    ),
    (
      ["compare", int8, "--engines", "quantized,axon", "--seed", "1", "--ulp=-1"], 2,
      ["--ulp", "0 or more"]
    ),
    (
      ["compare", int8, "--engines", "quantized,axon", "--seed", "1", "--sqnr", "nan"], 2,
      ["--sqnr is nan"]
    ),
    (
      ["compare", int8, "--engines", "quantized,axon", "--seed", "1", "--absolute", "inf"], 2,
      ["--absolute is inf"]
    ),
    (
      ["compare", int8, "--engines", "quantized,axon", "--seed", "1", "--max-share", "2"], 2,
      ["from 0 to 1"]
    ),
    (["gate", "nothing.yaml"], 2, ["nothing.yaml", "no such file"]),
    (["gate", "--shard", "4/3"], 2, ["no shard 4 of 3"]),
    (["gate", "--engines", "axom"], 2, ["'axon'"]),
    (["ladder", "--target", "mode"], 2, ["no target 'mode'", "emulator"]),
    (
      ["ladder", "--target", "model", "--reference", "nothing.json"], 2,
      ["nothing.json", "no such file"]
    ),
    (
      ["ladder", "--target", "model", "--reference", input], 2,
      ["no results of a ladder", "--write-reference"]
    ),
  ])
  func endsWithOneLine(arguments: [String], status: Int, words: [String]) throws {
    let assay = try AssayProcess()
    let isRun = arguments[0] == "run"
    let result = try assay.run(arguments + (isRun ? ["--output-dir", "out"] : []))
    #expect(Int(result.status) == status, "\(result.errors)")
    #expect(result.errors.hasPrefix("assay: "))
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    for word in words { #expect(result.errors.contains(word), "\(result.errors)") }
    #expect(!FileManager.default.fileExists(atPath: assay.path("out")))
  }

  @Test(arguments: [
    ["frobnicate"], ["gate", "--jobs", "0"], ["run"], ["inspect", "--frob"],
    ["compare", "model.tosa"],
  ])
  func usageErrorsAre64(arguments: [String]) throws {
    let result = try AssayProcess().run(arguments)
    #expect(result.status == 64)
    #expect(result.errors.contains("Usage:"))
  }

  @Test(arguments: [("model.tosa", 700), ("model.pte", 900), ("model.pte", 100), ("model.tosa", 3)])
  func truncatedModelsNameTheByte(file: String, length: Int) throws {
    let assay = try AssayProcess()
    let bytes = try FileContents.read(AssayProcess.model("linear_relu_int8", file))
    try FileContents.write(Array(bytes.prefix(length)), to: assay.path(file))
    let result = try assay.run("inspect", file)
    #expect(result.status == 2)
    #expect(result.errors.contains("\(file): byte "), "\(result.errors)")
  }

  @Test(arguments: [10, 90, 140])
  func truncatedTensorsNameTheByte(length: Int) throws {
    let assay = try AssayProcess()
    try FileContents.write(
      Array(try FileContents.read(Self.input).prefix(length)), to: assay.path("x.npy"))
    let result = try assay.run(
      "run", Self.int8, "--engine", "quantized", "--input", "x.npy", "--output-dir", "out")
    #expect(result.status == 2)
    #expect(result.errors.contains("x.npy: byte "), "\(result.errors)")
  }

  @Test func aSuiteWithATypoNamesLineAndKey() throws {
    let assay = try AssayProcess()
    let text = "suite: s\ncases:\n  - model: x.tosa\n"
    try FileContents.write(Array(text.utf8), to: assay.path("s.yaml"))
    let result = try assay.run("gate", "s.yaml")
    #expect(result.status == 2)
    #expect(result.errors.contains("s.yaml: line 3"), "\(result.errors)")
    #expect(result.errors.contains("Did you mean 'models'?"), "\(result.errors)")
  }

  @Test(arguments: [
    ("file/out", "file: can't create the folder"), ("file", "file: can't create the folder"),
    ("", "name is empty"), ("taken", "outputs.json: is a folder"),
  ])
  func aFolderThatCannotTakeOutputsIsInfrastructure(folder: String, words: String) throws {
    let assay = try AssayProcess()
    try FileContents.write([1], to: assay.path("file"))
    try FileManager.default.createDirectory(
      atPath: assay.path("taken/outputs.json"), withIntermediateDirectories: true)
    let result = try assay.run(
      "run", Self.int8, "--engine", "quantized", "--input", Self.input, "--output-dir", folder)
    #expect(result.status == 3)
    #expect(result.errors.hasPrefix("assay: "))
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test func aFileWhereResultsGoIsInfrastructure() throws {
    let gate = try SmallGate(isRed: false)
    try FileContents.write([1], to: gate.assay.path("results"))
    let result = try gate.assay.run("gate", "s.yaml")
    #expect(result.status == 3)
    #expect(result.errors.hasPrefix("assay: results: can't create the folder"), "\(result.errors)")
  }

  /// A part of a run that nobody asked for must not look like the whole.
  @Test(arguments: [["TEST_SHARD_INDEX": "\(Int.max)"], ["TEST_SHARD_INDEX": "two"]])
  func aShardThatIsNone(environment: [String: String]) throws {
    let gate = try SmallGate(isRed: false)
    let shard = environment.merging(["TEST_TOTAL_SHARDS": "3"]) { $1 }
    let result = try gate.assay.finish(gate.assay.start(["gate", "s.yaml"], environment: shard))
    #expect(result.status == 2)
    #expect(result.errors.contains("TEST_SHARD_INDEX is"), "\(result.errors)")
  }
}

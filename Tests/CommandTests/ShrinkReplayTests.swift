import Foundation
import Graph
import TestSupport
import Testing

/// `assay shrink` and `assay replay`, on a defect that AXON's compiler 1.4.0 really has: a global MAX_POOL2D
/// becomes a sum.
@Suite(.timeLimit(.minutes(1))) struct ShrinkReplayTests {
  private static let version = ["--axon-version", "1.4.0"]

  private static func shrunk() throws -> (AssayProcess, AssayProcess.Result) {
    let process = try AssayProcess()
    try FileContents.write(try GlobalMaxPool.graph.tosaBytes(), to: process.path("pool.tosa"))
    try FileContents.write(NumPyFile.encode(GlobalMaxPool.input), to: process.path("x.npy"))
    let result = try process.run(
      ["shrink", "pool.tosa", "--engines", "reference,axon", "--input", "x.npy", "--out", "small"]
        + version)
    return (process, result)
  }

  @Test func `a failing graph becomes a smaller bundle`() throws {
    let (process, result) = try Self.shrunk()
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.lastLine == "assay replay small --axon-version 1.4.0")
    let graph = try ValidatedGraph(Graph(tosaFile: process.path("small/graph.tosa")))
    #expect(graph.inputs[0].type.shape.elementCount < 32)
    for file in ["graph.txt", "outputs/axon/0.npy", "outputs/reference/0.npy"] {
      #expect(FileManager.default.fileExists(atPath: process.path("small/\(file)")))
    }
  }

  @Test func `the bundle fails as recorded in a process of its own`() throws {
    let (process, _) = try Self.shrunk()
    let result = try process.run(["replay", "small"] + Self.version)
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("fails as recorded: mismatch at MAX_POOL2D"))
  }

  @Test func `it passes where the defect is not simulated`() throws {
    let (process, _) = try Self.shrunk()
    let result = try process.run(["replay", "small", "--json"])
    #expect(result.status == 0)
    #expect(result.lastLine.contains("\"verdict\":\"passes\""))
  }

  @Test func `a graph that does not fail is bad input`() throws {
    let process = try AssayProcess()
    let result = try process.run([
      "shrink", AssayProcess.model("linear_relu_int8"), "--engines", "reference,quantized",
      "--seed", "1",
    ])
    #expect(result.status == 2)
    #expect(result.errors.contains("nothing fails"))
  }

  @Test func `a folder that is no bundle is bad input`() throws {
    let result = try AssayProcess().run("replay", "nowhere")
    #expect(result.status == 2)
    #expect(result.errors.contains("nowhere/bundle.json"))
  }
}

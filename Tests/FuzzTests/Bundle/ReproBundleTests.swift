import Foundation
import Fuzz
import Graph
import TestSupport
import Testing

@Suite struct ReproBundleTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private static func bundle() throws -> ReproBundle {
    let exported = try ExportedGraph("residual_add_int8/model.tosa")
    return ReproBundle(
      description: ReproBundle.Description(
        version: "1", oracle: "a~b", failure: "mismatch", foundBy: "assay fuzz",
        command: "assay replay x", seed: .max, graphNumber: 7),
      fuzzCase: FuzzCase(graph: exported.graph.graph, inputs: exported.inputs),
      outputs: ["quantized": exported.outputs])
  }

  @Test func `what is written is read back`() throws {
    try withFolder { folder in
      let bundle = try Self.bundle()
      try bundle.write(to: folder + "/deep/down")
      let read = try ReproBundle.read(folder + "/deep/down")
      #expect(read.description == bundle.description)
      #expect(read.fuzzCase.inputs == bundle.fuzzCase.inputs)
      #expect(try read.fuzzCase.graph.tosaBytes() == bundle.fuzzCase.graph.tosaBytes())
      let output = try NumPyFile.read(folder + "/deep/down/outputs/quantized/0.npy")
      #expect(output.bytes == bundle.outputs["quantized"]?[0].bytes)
    }
  }

  /// As versions wrote it that named no mistakes.
  @Test func `an older bundle is read`() throws {
    try withFolder { folder in
      try Self.bundle().write(to: folder)
      let old = """
        {"format":1,"version":"0","oracle":"a~b","failure":"mismatch","foundBy":"assay fuzz",
        "command":"assay replay x"}
        """
      try FileContents.write(Array(old.utf8), to: folder + "/bundle.json")
      let read = try ReproBundle.read(folder).description
      #expect(read.mistake == nil && read.seed == nil && read.version == "0")
    }
  }

  @Test(arguments: ["bundle.json", "graph.tosa", "inputs/0.npy"])
  func `a damaged file is named`(file: String) throws {
    try withFolder { folder in
      try Self.bundle().write(to: folder)
      try FileContents.write([1, 2, 3], to: "\(folder)/\(file)")
      let error = #expect(throws: InvalidInput.self) { try ReproBundle.read(folder) }
      #expect(error?.description.contains(file) == true)
    }
  }

  @Test(arguments: [0, 5, 100, 4000]) func `an archive that is cut short is refused`(kept: Int)
    throws
  {
    let archive = try Self.bundle().fuzzCase.archive()
    #expect(throws: InvalidInput.self) { try FuzzCase(archive: Array(archive.prefix(kept))) }
  }
}

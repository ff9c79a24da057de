import Foundation
import Graph
import TestSupport
import Testing

/// A process in a folder with `s.yaml`, a suite of one model, and the model's files in `m`.
struct SmallGate {
  let assay: AssayProcess

  /// The suite passes, or its last golden element is 2 LSB off.
  init(isRed: Bool) throws {
    assay = try AssayProcess()
    try FileManager.default.copyItem(
      at: Repository.models.appending(path: "linear_relu_int8"),
      to: assay.folder.appending(path: "m"))
    let suite = """
      suite: s
      cases:
        - models: m/model.tosa
          inputs: tosa_in*.npy
          golden: tosa_out*.npy
          checks: [{engine: quantized, against: golden, tolerance: {exact: true, reason: r}}]
      """
    try FileContents.write(Array(suite.utf8), to: assay.path("s.yaml"))
    if isRed { try changeGolden() }
  }

  /// Makes the last golden element 2 LSB wrong.
  func changeGolden() throws {
    var golden = try FileContents.read(assay.path("m/tosa_out0.npy"))
    golden[golden.count - 1] ^= 2
    try FileContents.write(golden, to: assay.path("m/tosa_out0.npy"))
  }

  /// Runs `assay` with words and redirections as a shell reads them.
  func shell(_ words: String) throws -> AssayProcess.Result {
    try assay.finish(
      assay.start(
        ["-c", "exec \"$0\" \(words)", AssayProcess.executable.path],
        of: URL(filePath: "/bin/sh")))
  }

  /// The names of the first run's reports, sorted.
  func reports() throws -> [String] {
    let runs = try FileManager.default.contentsOfDirectory(atPath: assay.path("results/runs"))
    let run = try #require(runs.first)
    return try FileManager.default.contentsOfDirectory(
      atPath: assay.path("results/runs/\(run)")
    ).sorted()
  }
}

import Foundation
import Graph
import TestSupport

@testable import Harness

/// A folder with copies of exported models and a suite over them; it goes away with the value.
final class TemporarySuite {
  let folder: URL

  init(models: [String]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for model in models {
      try FileManager.default.copyItem(
        at: Repository.models.appending(path: model), to: folder.appending(path: model))
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Changes a file's bytes in place.
  func edit(_ file: String, _ body: (inout [UInt8]) throws -> Void) throws {
    let path = folder.appending(path: file).path
    var bytes = try FileContents.read(path)
    try body(&bytes)
    try FileContents.write(bytes, to: path)
  }

  /// The suite whose `cases:` are given, with one exact tolerance called `exact`.
  func suite(_ cases: String, digests: Bool = false) throws -> Suite {
    if digests {
      let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".npy") || $0.hasSuffix(".tosa") }.sorted()
      let lines = try names.map { name in
        "\(SHA256.hexDigest(of: try FileContents.read(folder.appending(path: name).path)))  \(name)\n"
      }
      try FileContents.write(
        Array(lines.joined().utf8), to: folder.appending(path: "SHA256SUMS").path)
    }
    let list = FileManager.default.fileExists(atPath: folder.appending(path: "SHA256SUMS").path)
    return try SuiteReader.parse(
      """
      suite: test
      \(list ? "digests: SHA256SUMS" : "")
      tolerances: {exact: {exact: true, reason: r}, bound: {compliance: true, reason: r}}
      cases:
      \(cases)
      """, file: folder.appending(path: "suite.yaml").path)
  }

  /// One case: `model` on `engine` against its golden outputs.
  static func golden(_ model: String, on engine: String, tolerance: String = "exact") -> String {
    """
      - models: \(model)/model.tosa
        inputs: tosa_in*.npy
        golden: tosa_out*.npy
        same-as: {program: model.pte}
        checks: [{engine: \(engine), against: golden, tolerance: \(tolerance)}]
    """
  }

  /// The results of a run, in the order in which they were reported.
  static func results(
    of suite: Suite, options: RunOptions = RunOptions(jobs: 2, isReproducible: true),
    stop: StopSignal = StopSignal()
  ) async throws -> [CaseResult] {
    var results: [CaseResult] = []
    _ = try await SuiteRunner([suite], options: options).run(version: "test", stop: stop) { event in
      if case .caseFinished(let result) = event { results.append(result) }
    }
    return results
  }
}

import Foundation
import Fuzz
import Graph
import TestSupport
import Testing

@testable import Harness

/// A campaign leaves a corpus that the next one starts from.
@Suite struct FuzzCorpusTests {
  @discardableResult
  private func withFolder<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
  }

  private func run(
    _ folder: URL, name: String, corpus: String? = nil, graphs: Int = 60
  ) throws -> FuzzRun {
    try FuzzRun(
      FuzzRun.Options(
        engines: "quantized,axon", profile: .cnnInt, seed: 6, graphs: graphs, seconds: nil,
        corpus: corpus, jobs: 2, database: folder.appending(path: "\(name).sqlite").path,
        bundles: folder.appending(path: "bundles").path, command: "assay fuzz", version: "test"))
  }

  @Test func `what is written is read, and shows the same`() async throws {
    try await withFolder { folder in
      let first = try run(folder, name: "first")
      try await first.run(stop: StopSignal()) { _, _, _ in }
      let written = folder.appending(path: "corpus").path
      let count = try await first.writeCorpus(to: written)
      let corpus = try FuzzCorpus(folder: written)
      #expect(corpus.cases.count == count && count > 10)
      #expect(try FuzzCorpus(folder: written).digest == corpus.digest)

      let second = try run(folder, name: "second", corpus: written, graphs: count)
      try await second.run(stop: StopSignal()) { _, _, _ in }
      let reached = try [first, second].map { run in
        try run.report(
          isInterrupted: false, since: .now, record: { _ in }, replay: { _ in .passes }
        ).summary
      }
      #expect(reached[0].features == reached[1].features)
      #expect(reached[0].reach == reached[1].reach)
    }
  }

  @Test func `the time of a run is the command's, whatever all cores did before`() async throws {
    try await withFolder { folder in
      let run = try run(folder, name: "timed", graphs: 5)
      try await run.run(stop: StopSignal()) { _, _, _ in }
      let report = try run.report(
        isInterrupted: false, since: .now - .seconds(1000), record: { _ in },
        replay: { _ in .passes })
      #expect(try #require(report.run.seconds) >= 1000)
      #expect(report.summary.seconds < 1000)
    }
  }

  @Test func `inputs beside a model are taken`() throws {
    let path = Repository.models.appending(path: "residual_add_int8").path
    let corpus = try FuzzCorpus(folder: path)
    let item = try #require(corpus.cases.first)
    let expected = try NumPyFile.read("\(path)/tosa_in0.npy", as: item.inputs[0].type)
    #expect(item.inputs[0] == expected)
  }

  @Test func `a folder without graphs is refused`() async throws {
    try await withFolder { folder in
      #expect(throws: InvalidInput.self) { try FuzzCorpus(folder: folder.path) }
    }
  }
}

import Axon
import Foundation
import Graph
import Reference
import TestSupport
import Testing

/// A folder of `Suites/models/patterns`: one small module as ExecuTorch emits it.
struct PatternExport: Sendable, CustomTestStringConvertible {
  let name: String

  static let folder = Repository.models.appending(path: "patterns")

  /// Every folder, sorted.
  static let all: [PatternExport] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { !$0.hasSuffix(".json") }.sorted().map { PatternExport(name: $0) }
  }()

  var testDescription: String { name }

  func path(_ file: String) -> String { Self.folder.appending(path: "\(name)/\(file)").path }

  /// The delegate of the given kind, `fp32` or `int8`; nil where ExecuTorch makes none.
  func graph(_ kind: String) throws -> ValidatedGraph? {
    let path = path("\(kind).tosa")
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try ValidatedGraph(Graph(tosaFile: path))
  }

  /// The kernel calls of a program, `portable` or `int8`; nil where there is no such file.
  func plan(_ file: String) throws -> ExecutionPlan? {
    let path = path("\(file).pte")
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try Program(pteFile: path).plan(named: "forward")
  }

  /// The names of the patterns in a graph.
  func fusions(_ kind: String, without disabled: Set<String> = []) throws -> [String] {
    guard let graph = try graph(kind) else { return [] }
    return try FusedEngine.axon(without: disabled).compile(graph).fusions.map(\.pattern)
  }
}

/// Engines that differ in what they fuse.
enum FusedEngine {
  static let everything = Set(FusionCatalog.entries.map(\.name))

  static func axon(
    without disabled: Set<String> = [], arithmetic: FusionArithmetic = .fp32
  ) -> AxonEngine {
    AxonEngine(
      options: AxonOptions(disabledFusions: disabled, arithmetic: arithmetic),
      floating: ReferenceEngine())
  }
}

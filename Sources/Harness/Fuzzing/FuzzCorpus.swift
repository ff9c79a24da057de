import Foundation
public import Fuzz
public import Graph

/// Cases for a campaign to start from: every `.tosa` in a folder and those below it, by path.
///
/// Inputs are those beside the graph, `inputs/0.npy` as a repro bundle has them or `tosa_in0.npy` as the
/// suites' models do; random ones if there are none.
public struct FuzzCorpus: Sendable {
  public let cases: [FuzzCase]
  /// What was read, as a digest: campaigns from equal corpora are the same.
  public let digest: String

  /// Reads `folder`.
  /// - Throws: `invalid`, naming the file, if one is damaged, or if there is no graph at all.
  public init(folder: String) throws(InvalidInput) {
    let paths = Self.graphs(in: folder)
    guard !paths.isEmpty else {
      throw InvalidInput(
        .usage, "no .tosa in '\(folder)'", remedy: "Give a folder of graphs or repro bundles.")
    }
    var cases: [FuzzCase] = []
    var bytes: [UInt8] = []
    for path in paths {
      let item = try Self.read(path)
      cases.append(item)
      bytes += try item.archive()
    }
    self.cases = cases
    digest = SHA256.hexDigest(of: bytes)
  }

  private static func graphs(in folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".tosa") }.sorted().map { "\(folder)/\($0)" }
  }

  private static func read(_ path: String) throws(InvalidInput) -> FuzzCase {
    let graph = try ValidatedGraph(Graph(tosaFile: path))
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    for prefix in ["inputs/", "tosa_in"] {
      let files = graph.inputs.indices.map { "\(folder)/\(prefix)\($0).npy" }
      guard files.allSatisfy(FileManager.default.fileExists) else { continue }
      var inputs: [Tensor] = []
      for (file, port) in zip(files, graph.inputs) {
        inputs.append(try NumPyFile.read(file, as: port.type))
      }
      return FuzzCase(graph: graph.graph, inputs: inputs)
    }
    let ranges = graph.inputs.map { port in
      port.type.dtype.integerRange.map { Int($0.lowerBound)...Int($0.upperBound) } ?? 0...1
    }
    return FuzzCase(
      graph: graph.graph, inputs: EdgeInputs.tensors(for: graph.graph, ranges: ranges, seed: 0))
  }
}

extension FuzzCorpus {
  /// Writes cases as folders that ``init(folder:)`` reads, each with what it adds to those before it.
  /// - Throws: `invalid` if a graph can't be written, `infrastructure` if a file can't.
  static func write(
    _ corpus: [Campaign.CorpusCase], to folder: String
  ) throws(EngineError) {
    for (index, entry) in corpus.enumerated() {
      let place = String(index)
      let padded = String(repeating: "0", count: max(0, 5 - place.count)) + place
      try write(entry, to: "\(folder)/\(padded)-graph\(entry.number)")
    }
  }

  private static func write(
    _ entry: Campaign.CorpusCase, to folder: String
  ) throws(EngineError) {
    let graph: [UInt8]
    do {
      graph = try entry.fuzzCase.graph.tosaBytes()
    } catch {
      throw .invalid(error)
    }
    let text = entry.adds.map { "\($0)\n" }.joined()
    var files = [("graph.tosa", graph), ("adds.txt", [UInt8](text.utf8))]
    for (index, input) in entry.fuzzCase.inputs.enumerated() {
      files.append(("inputs/\(index).npy", NumPyFile.encode(input)))
    }
    do {
      try Folder.create("\(folder)/inputs")
      for (name, bytes) in files { try FileContents.write(bytes, to: "\(folder)/\(name)") }
    } catch {
      throw .infrastructure(error)
    }
  }
}

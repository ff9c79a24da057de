import Axon
import Foundation
import Graph
import TestSupport
import Testing

/// Fused FP graphs against what PyTorch computes of the same modules.
@Suite struct FusedResultTests {
  /// One entry of the folder's `manifest.json`.
  struct Entry: Decodable {
    /// The module's inputs, by the names that graphs have for them.
    let inputs: [String]
    /// For each delegate, the module's outputs that it makes.
    let fp32: [[Int]]
  }

  static let entries: [String: Entry] = {
    let url = PatternExport.folder.appending(path: "manifest.json")
    let data = (try? Data(contentsOf: url)) ?? Data()
    return (try? JSONDecoder().decode([String: Entry].self, from: data)) ?? [:]
  }()

  /// PyTorch's functions have errors of their own, a few units in the last place.
  @Test(arguments: PatternExport.all)
  func `results are PyTorch's`(export: PatternExport) throws {
    let entry = try #require(Self.entries[export.name])
    let graph = try #require(try export.graph("fp32"))
    let inputs = try graph.inputs.map { port in
      let index = try #require(entry.inputs.firstIndex(of: port.name))
      return try NumPyFile.read(export.path("in\(index).npy"))
    }
    let outputs = try FusedEngine.axon().prepare(graph).run(inputs)
    for (output, index) in zip(outputs, entry.fp32[0]) {
      let expected = try NumPyFile.read(export.path("out\(index).npy")).realValues
      let largest = expected.map(\.magnitude).max() ?? 0
      for (value, wanted) in zip(output.realValues, expected) {
        #expect((value - wanted).magnitude <= 0x1p-20 * Swift.max(largest, 1))
      }
    }
  }
}

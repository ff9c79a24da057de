import Foundation
import Graph
import TestSupport
import Testing

@testable import Quantized

/// The exported INT models against the outputs that the TOSA reference model gave for them
/// (`tosa_out*.npy`), bit for bit.
@Suite struct ModelTests {
  /// A graph of an exported model; some models were delegated in parts.
  struct Part: Sendable, CustomTestStringConvertible {
    var model: String
    var file = "model.tosa"
    /// What the names of its inputs and outputs start with.
    var prefix = "tosa_"

    var testDescription: String { "\(model)/\(file)" }

    func graph() throws -> ValidatedGraph {
      try ValidatedGraph(Graph(tosaFile: Repository.path(of: model, file)))
    }

    func tensors(_ kind: String) throws -> [Tensor] {
      try Repository.files(of: model, startingWith: prefix + kind).map { try NumPyFile.read($0) }
    }
  }

  static let parts: [Part] = Repository.modelNames.filter { $0.hasSuffix("_int8") }.flatMap {
    model in
    let exists = FileManager.default.fileExists(atPath:)
    if exists(Repository.path(of: model, "model.tosa")) { return [Part(model: model)] }
    return (0..<9).map { Part(model: model, file: "model_\($0).tosa", prefix: "tosa_\($0)_") }
      .filter { exists(Repository.path(of: model, $0.file)) }
  }

  @Test func thereAreModels() {
    #expect(Self.parts.count >= 19)
  }

  @Test(arguments: parts)
  func equalsTheReferenceModel(part: Part) throws {
    let graph = try part.graph()
    #expect(QuantizedEngine().unsupported(in: graph).isEmpty)
    let plan = try QuantizedEngine().prepare(graph)
    let session = try plan.makeSession()
    let inputs = try part.tensors("in")
    let expected = try part.tensors("out")
    #expect(!expected.isEmpty)
    // Twice: nothing of the first run may show in the second.
    for _ in 0..<2 {
      var outputs = plan.makeOutputs()
      try session.run(inputs, into: &outputs)
      #expect(outputs == expected)
    }
  }

  @Test(arguments: parts, VectorLevel.available)
  func everyLevelGivesTheSameBits(part: Part, level: VectorLevel) throws {
    let plan = try QuantizedEngine(level: level).prepare(part.graph())
    #expect(try plan.run(part.tensors("in")) == part.tensors("out"))
  }

  @Test(arguments: parts)
  func sessionsRunSideBySide(part: Part) async throws {
    let plan = try QuantizedEngine().prepare(part.graph())
    let inputs = try part.tensors("in")
    let expected = try part.tensors("out")
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<2 {
        group.addTask {
          let session = try plan.makeSession()
          var outputs = plan.makeOutputs()
          for _ in 0..<4 { try session.run(inputs, into: &outputs) }
          return outputs == expected
        }
      }
      for try await isEqual in group { #expect(isEqual) }
    }
  }
}

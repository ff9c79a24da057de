import Foundation
import Graph
import TestSupport
import Testing

/// A graph of an exported INT model with the inputs and the TOSA reference model's outputs
/// (`Suites/models/README.md`); some models were delegated in parts.
struct ExportedPart: Sendable, CustomTestStringConvertible {
  var model: String
  var file: String

  var testDescription: String { "\(model)/\(file)" }

  static let all: [ExportedPart] = Repository.tosaFiles.filter { $0.contains("_int8/") }.map {
    let parts = $0.split(separator: "/")
    return ExportedPart(model: String(parts[0]), file: String(parts[1]))
  }

  func graph() throws -> ValidatedGraph {
    try ValidatedGraph(Graph(tosaFile: Repository.path(of: model, file)))
  }

  func inputs() throws -> [Tensor] { try tensors("in") }
  func expected() throws -> [Tensor] { try tensors("out") }

  private func tensors(_ kind: String) throws -> [Tensor] {
    // model.tosa has tosa_in0.npy, model_1.tosa has tosa_1_in0.npy.
    let number = file.dropFirst("model".count).prefix { $0 != "." }
    return try Repository.files(of: model, startingWith: "tosa\(number)_\(kind)").map {
      try NumPyFile.read($0)
    }
  }
}

/// How far two INT8 tensors are apart: how many elements differ by how many LSB.
func histogram(_ first: Tensor, _ second: Tensor) -> [Int: Int] {
  var counts: [Int: Int] = [:]
  let pairs = zip(first.elements(as: Int8.self), second.elements(as: Int8.self))
  for (a, b) in pairs { counts[abs(Int(a) - Int(b)), default: 0] += 1 }
  return counts
}

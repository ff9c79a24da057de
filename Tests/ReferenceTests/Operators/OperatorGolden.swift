import Foundation
import Graph
import TestSupport
import Testing

/// A graph of one operator and what the TOSA reference model 2026.8.0 computes, from
/// `operators.jsonl`, which `make_goldens.py` beside it makes.
struct OperatorGolden: Sendable, CustomTestStringConvertible {
  let name: String
  let graph: ValidatedGraph
  let inputs: [Tensor]
  let output: Tensor
  /// How many representable numbers an FP32 result may be off.
  let ulp: Int
  /// How far a real number may be from the integer; nil for FP graphs.
  let lsb: Double?

  var testDescription: String { name }

  private struct Line: Decodable {
    var name: String
    var graph: Data
    var inputs: [Data]
    var output: Data
    var ulp: Int?
    var lsb: Double?
  }

  private init(_ line: Line) throws {
    name = line.name
    graph = try ValidatedGraph(Graph(tosa: [UInt8](line.graph), file: line.name))
    inputs = zip(graph.inputs, line.inputs).map { Tensor($0.type, bytes: [UInt8]($1)) }
    output = Tensor(graph.outputs[0].type, bytes: [UInt8](line.output))
    ulp = line.ulp ?? 0
    lsb = line.lsb
  }

  /// Every line of the file; one that can't be read fails the test that asks for it.
  static let all: [OperatorGolden] = {
    do {
      let path = Repository.root.appending(path: "Tests/ReferenceTests/Operators/operators.jsonl")
      return try String(contentsOf: path, encoding: .utf8).split(separator: "\n").map {
        try OperatorGolden(JSONDecoder().decode(Line.self, from: Data($0.utf8)))
      }
    } catch {
      Issue.record(error)
      return []
    }
  }()
}

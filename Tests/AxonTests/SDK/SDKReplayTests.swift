import Axon
import Foundation
import Graph
import TestSupport
import Testing

/// The vectors were measured with another writer of the intermediate file, so that equal outputs,
/// defects included, and equal figures show that this one writes the same.
@Suite(.enabled(if: SDKHere.isPresent, "SDK_EDGE_AI_PATH leads to no SDK"))
struct SDKReplayTests {
  /// What a vector file says beside the values.
  struct Figures: Decodable, Equatable {
    var ticks: Int
    var cmd_words: Int
    var interlayer_bytes: Int
    var const_bytes: Int
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var vector: AxonVector
    var line: Data
    var testDescription: String { vector.id }
  }

  /// Every seventh vector: all operators and most defects.
  static let cases: [Case] = {
    let path = Repository.path(of: "Suites/axon/dev.jsonl")
    guard let bytes = try? FileContents.read(path) else { return [] }
    return AxonVectorReader.lines(of: bytes).filter { $0.number % 7 == 1 }.compactMap { line in
      (try? AxonVectorReader.read(line.text, number: line.number)).map {
        Case(vector: $0, line: Data(line.text))
      }
    }
  }()

  @Test(arguments: cases)
  func outputsAndFiguresAreThoseOfTheVector(_ example: Case) throws {
    let worker = SDKHere.makeWorker(try #require(SDKHere.location))
    let outcome = try worker.run(example.vector.network, inputs: example.vector.inputs)
    guard case .completed(let result) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(result.outputs == example.vector.outputs)
    let figures = Figures(
      ticks: result.ticks, cmd_words: result.commandWords,
      interlayer_bytes: result.interlayerBytes, const_bytes: result.constantBytes)
    #expect(try figures == JSONDecoder().decode(Figures.self, from: example.line))
  }

  @Test func thereAreCases() { #expect(Self.cases.count == 53) }
}

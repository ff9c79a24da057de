import Comparison
import Foundation
import Graph
import TestSupport
import Testing

@testable import Harness

/// Files that are not what the suite says: the case is invalid, its message names the file, and the
/// questions that can still be answered are.
@Suite struct BrokenCaseTests {
  /// A file of the case, the file that takes its place (nil: none), words of the message.
  @Test(arguments: [
    ("tosa_out0.npy", "add_mul_int8/tosa_out0.npy", ["[1, 8, 8, 8]", "[1, 256]"]),
    ("tosa_out0.npy", "sigmoid_int8/float_out0.npy", ["<f4", "INT8"]),
    ("tosa_in0.npy", "add_mul_int8/tosa_in0.npy", ["[1, 8, 8, 8]", "[1, 256]"]),
    ("tosa_in0.npy", "sigmoid_int8/model.tosa", ["not a .npy file"]),
    ("model.tosa", "sigmoid_int8/tosa_in0.npy", ["neither a TOSA graph"]),
    ("tosa_in0.npy", nil, ["no such file"]), ("tosa_out0.npy", nil, ["no such file"]),
    ("model.tosa", nil, ["no such file"]),
  ])
  func aFileOfAnotherKind(file: String, replacement: String?, words: [String]) async throws {
    let folder = try TemporarySuite(models: ["sigmoid_int8"])
    let suite = try folder.suite(TemporarySuite.golden("sigmoid_int8", on: "quantized"))
    let place = folder.folder.appending(path: "sigmoid_int8/\(file)")
    try FileManager.default.removeItem(at: place)
    if let replacement {
      try FileManager.default.copyItem(
        at: Repository.models.appending(path: replacement), to: place)
    }
    let last = try #require(try await TemporarySuite.results(of: suite).last)
    #expect(last.outcome.kind == .invalid)
    #expect(last.message.hasPrefix(place.path + ":"), "\(last.message)")
    for word in words { #expect(last.message.contains(word), "\(last.message)") }
  }

  @Test(arguments: [
    ("model.pte", "model.pte: there is no such file"),
    ("{program: model.pte}", "{program: model.pte, delegate: 7}"),
    ("{program: model.pte}", "{program: model.pte, delegate: -1}"),
  ])
  func aProgramWithoutTheGraph(original: String, changed: String) async throws {
    let folder = try TemporarySuite(models: ["sigmoid_int8"])
    let isMissing = original == "model.pte"
    let text = TemporarySuite.golden("sigmoid_int8", on: "quantized")
    let suite = try folder.suite(isMissing ? text : text.replacing(original, with: changed))
    if isMissing {
      try FileManager.default.removeItem(
        at: folder.folder.appending(path: "sigmoid_int8/model.pte"))
    }
    let results = try await TemporarySuite.results(of: suite)
    #expect(results.map(\.outcome.kind) == [.invalid, .pass])
    #expect(results[0].message.contains("sigmoid_int8/model.pte: there is no"))
  }

  @Test(arguments: [
    ("inputs: tosa_in*", "inputs: tosa_*", "2 inputs given, the model has 1"),
    ("golden: tosa_out*", "golden: tosa_*", "2 golden files for 1 outputs"),
    ("inputs: tosa_in*.npy", "inputs: {seed: 1, count: 2}", "belong to one set of inputs"),
  ])
  func filesThatDoNotFitTheModel(original: String, changed: String, words: String) async throws {
    let folder = try TemporarySuite(models: ["sigmoid_int8"])
    let text = TemporarySuite.golden("sigmoid_int8", on: "quantized")
    let suite = try folder.suite(text.replacing(original, with: changed))
    let last = try #require(try await TemporarySuite.results(of: suite).last)
    #expect(last.outcome.kind == .invalid)
    #expect(last.message.contains(words), "\(last.message)")
  }

  /// A broken case takes no other with it.
  @Test func theOtherCasesAreJudged() async throws {
    let folder = try TemporarySuite(models: ["sigmoid_int8", "tanh_int8", "add_mul_int8"])
    let suite = try folder.suite(
      ["sigmoid_int8", "tanh_int8", "add_mul_int8"]
        .map { TemporarySuite.golden($0, on: "quantized") }.joined(separator: "\n"))
    try folder.edit("tanh_int8/model.tosa") { $0 = [1, 2, 3] }
    let results = try await TemporarySuite.results(of: suite)
    let checks = results.filter { $0.name.hasSuffix("against golden") }
    #expect(checks.map(\.outcome.kind) == [.pass, .invalid, .pass])
  }
}

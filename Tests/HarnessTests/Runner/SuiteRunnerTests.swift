import Comparison
import Foundation
import Graph
import TestSupport
import Testing

@testable import Harness

@Suite struct SuiteRunnerTests {
  @Test func goldenOutputsPass() async throws {
    let folder = try TemporarySuite(models: ["linear_relu_int8"])
    let suite = try folder.suite(TemporarySuite.golden("linear_relu_int8", on: "quantized"))
    let results = try await TemporarySuite.results(of: suite)
    #expect(results.map(\.outcome) == [.pass, .pass])
    #expect(results.last?.name == "linear_relu_int8/model.tosa: quantized against golden")
    #expect(results.last?.tensors.map(\.metrics.differing) == [0])
  }

  @Test func aChangedGoldenByteNamesTensorElementAndSize() async throws {
    let folder = try TemporarySuite(models: ["linear_relu_int8"])
    let suite = try folder.suite(
      TemporarySuite.golden("linear_relu_int8", on: "quantized"), digests: true)
    try folder.edit("linear_relu_int8/tosa_out0.npy") { $0[$0.count - 3] &+= 5 }
    let results = try await TemporarySuite.results(of: suite)
    #expect(results.map(\.outcome) == [.fail, .pass, .fail])
    #expect(results[0].message.contains("tosa_out0.npy"))
    let message = try #require(results.last?.message)
    #expect(message.contains("linear_relu_int8/model.tosa"))
    #expect(message.contains("tosa_reshape_default_1"))
    #expect(message.contains("1 of 32 elements differ, largest by 5 LSB at [0, 29]"))
  }

  /// A model that somebody added and did not record.
  @Test func aFileThatIsNotOnTheListFails() async throws {
    let folder = try TemporarySuite(models: ["linear_relu_int8"])
    let text = TemporarySuite.golden("linear_relu_int8", on: "quantized")
    _ = try folder.suite(text, digests: true)
    try folder.edit("SHA256SUMS") { bytes in
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      bytes = Array(lines.filter { !$0.hasSuffix("model.tosa") }.joined(separator: "\n").utf8)
    }
    let results = try await TemporarySuite.results(of: folder.suite(text))
    #expect(results.map(\.outcome) == [.fail, .pass, .pass])
    #expect(results[0].message.contains("linear_relu_int8/model.tosa: not recorded in "))
  }

  @Test func aChangedWeightNamesTensorElementAndSize() async throws {
    let folder = try TemporarySuite(models: ["linear_relu_int8"])
    let suite = try folder.suite(TemporarySuite.golden("linear_relu_int8", on: "quantized"))
    let path = folder.folder.appending(path: "linear_relu_int8/model.tosa").path
    let graph = try Graph(tosaFile: path)
    let block = try #require(graph.regions.first?.blocks.first)
    let weight = try #require(block.tensors.first { $0.type.shape.elementCount == 64 * 32 })
    let value = try #require(weight.value)
    try folder.edit("linear_relu_int8/model.tosa") { bytes in
      let range = try #require(bytes.firstRange(of: value.bytes))
      bytes[range.lowerBound + 70] ^= 0x40
    }
    let results = try await TemporarySuite.results(of: suite)
    #expect(results[0].outcome == .fail)
    #expect(results[0].message.contains("'\(weight.name)': 1 of 2048 elements differ, first at"))
    #expect(results[0].message.contains("[1, 0, 0, 6]"))
    #expect(results[0].message.contains("difference"))
  }

  @Test(arguments: [
    ("model.tosa", "model.tosa"), ("tosa_in0.npy", "tosa_in0.npy"),
    ("tosa_out0.npy", "tosa_out0.npy"),
  ])
  func aBrokenFileIsInvalidAndNamed(file: String, named: String) async throws {
    let folder = try TemporarySuite(models: ["sigmoid_int8"])
    let suite = try folder.suite(TemporarySuite.golden("sigmoid_int8", on: "quantized"))
    try folder.edit("sigmoid_int8/\(file)") { $0.removeLast(40) }
    let last = try #require(try await TemporarySuite.results(of: suite).last)
    #expect(last.outcome.kind == .invalid)
    #expect(last.message.contains(named), "\(last.message)")
  }

  @Test func anEngineThatCannotIsUnsupported() async throws {
    let folder = try TemporarySuite(models: ["linear_relu_fp32"])
    let suite = try folder.suite(TemporarySuite.golden("linear_relu_fp32", on: "quantized"))
    let results = try await TemporarySuite.results(of: suite)
    #expect(results.last?.outcome.kind == .unsupported)
    #expect(results.last?.message.contains("integer graphs only") == true)
  }

  @Test func complianceAdmitsBothSidesAndRefusesAnother() async throws {
    let folder = try TemporarySuite(models: ["sigmoid_fp32"])
    let suite = try folder.suite(
      TemporarySuite.golden("sigmoid_fp32", on: "reference", tolerance: "bound"))
    #expect(try await TemporarySuite.results(of: suite).last?.outcome == .pass)
    // Two bytes up in the last element: a change of about 0.4 %.
    try folder.edit("sigmoid_fp32/tosa_out0.npy") { $0[$0.count - 2] ^= 0x01 }
    let last = try #require(try await TemporarySuite.results(of: suite).last)
    #expect(last.outcome == .fail)
    #expect(last.message.contains("compliance"))
    #expect(last.message.contains("[0, 255]"))
  }

  @Test func seedsCompareEnginesWithEachOther() async throws {
    let folder = try TemporarySuite(models: ["add_mul_int8"])
    let suite = try folder.suite(
      """
        - models: add_mul_int8/model.*
          inputs: {seed: 5, count: 3}
          checks: [{engine: axon, against: quantized, tolerance: exact}]
      """)
    let results = try await TemporarySuite.results(of: suite)
    #expect(results.map(\.outcome) == [.pass, .pass])
  }

  /// Whatever the number of workers, the same results in the same order.
  @Test(arguments: [1, 2, 4, Int.max])
  func jobsChangeNothing(jobs: Int) async throws {
    let suite = try SuiteReader.read(Repository.root.appending(path: "Suites/release.yaml").path)
    var part = suite
    part.cases = Array(suite.cases.prefix(8))
    let options = { RunOptions(jobs: $0, isReproducible: true) }
    let one = try await TemporarySuite.results(of: part, options: options(1))
    #expect(try await TemporarySuite.results(of: part, options: options(jobs)) == one)
    #expect(one.count > 24)
  }

  @Test func shardsPartitionTheCases() async throws {
    let suite = try SuiteReader.read(Repository.root.appending(path: "Suites/release.yaml").path)
    var part = suite
    part.cases = Array(suite.cases.prefix(7))
    let whole = try await TemporarySuite.results(of: part).map(\.name)
    var names: [String] = []
    for index in 1...3 {
      var options = RunOptions(jobs: 1, isReproducible: true)
      options.shard = try Shard(index: index, count: 3)
      names += try await TemporarySuite.results(of: part, options: options).map(\.name)
    }
    #expect(names.count == whole.count)
    #expect(Set(names) == Set(whole))
  }

  @Test func selectsByNameAndEngine() async throws {
    let suite = try SuiteReader.read(Repository.root.appending(path: "Suites/release.yaml").path)
    var options = RunOptions(jobs: 2, isReproducible: true)
    options.only = ["add_*"]
    options.engines = ["quantized"]
    let results = try await TemporarySuite.results(of: suite, options: options)
    let engines = results.flatMap(\.properties).filter { $0.name == "engine" }.map(\.value)
    #expect(Set(engines) == ["quantized"])
    #expect(results.allSatisfy { $0.name.hasPrefix("add_mul_int8/") })
    #expect(!results.isEmpty)
  }

  @Test func aStoppedRunSkipsAndReportsTheRest() async throws {
    let suite = try SuiteReader.read(Repository.root.appending(path: "Suites/release.yaml").path)
    let stop = StopSignal()
    stop.raise()
    var summary: RunSummary?
    let options = RunOptions(jobs: 2, isReproducible: true)
    _ = try await SuiteRunner([suite], options: options).run(version: "test", stop: stop) { event in
      if case .runFinished(let end) = event { summary = end }
    }
    let end = try #require(summary)
    #expect(end.isInterrupted)
    #expect(Set(end.counts.keys) == [.skipped, .infrastructure])
    #expect(end.counts[.infrastructure] == 1)
    #expect(end.exitCode == .infrastructure)
  }

  @Test func aRunThatJudgedNothingSaysSoInACase() async throws {
    let folder = try TemporarySuite(models: ["linear_relu_fp32"])
    let suite = try folder.suite(TemporarySuite.golden("linear_relu_fp32", on: "quantized"))
    var options = RunOptions(jobs: 1, isReproducible: true)
    options.only = ["no such case"]
    let results = try await TemporarySuite.results(of: suite, options: options)
    #expect(results.map(\.name) == ["verdict"])
    #expect(results.map(\.outcome) == [.fail])
    #expect(results.first?.message == "nothing was judged")
  }

  @Test func interruptionAfterAPassIsNoPass() {
    let summary = RunSummary(counts: [.pass: 3, .skipped: 2], seconds: nil, isInterrupted: true)
    #expect(summary.exitCode == .infrastructure)
  }
}

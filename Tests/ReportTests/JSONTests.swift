import Comparison
import Foundation
import Graph
import Harness
import Testing

@testable import Report

@Suite struct JSONTests {
  private static func decoder() -> JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }

  @Test func everythingIsReadBack() throws {
    let file = try TemporaryFile()
    var recorder = JSONRecorder(path: file.path)
    try recorder.record(SampleRun.events(SampleRun.everyOutcome))
    let document = try Self.decoder().decode(
      ResultsDocument.self, from: Data(try file.read()))
    #expect(document == recorder.document)
    #expect(document.run == SampleRun.info)
    #expect(document.cases.map(\.outcome) == SampleRun.everyOutcome.map(\.outcome.kind))
    #expect(document.cases.map(\.reason) == SampleRun.everyOutcome.map(\.outcome.reason))
    #expect(document.cases.map(\.details) == SampleRun.everyOutcome.map(\.details))
    #expect(document.cases.map(\.reproduction) == SampleRun.everyOutcome.map(\.reproduction))
    #expect(document.exitCode == .internalFault)
  }

  @Test func numbersThatJSONHasNoWordForAreTexts() throws {
    var result = CaseResult(suite: "s", name: "c", outcome: .fail)
    result.tensors = [
      TensorResult(
        name: "y",
        metrics: try TensorMetrics(
          actual: Tensor([.infinity, 1] as [Float], .fp32, [2]),
          expected: Tensor([1, 1] as [Float], .fp32, [2])))
    ]
    let file = try TemporaryFile()
    var recorder = JSONRecorder(path: file.path)
    try recorder.record(SampleRun.events([result]))
    let text = String(decoding: try file.read(), as: UTF8.self)
    #expect(text.contains("\"maxAbsolute\" : \"inf\""))
    let document = try Self.decoder().decode(ResultsDocument.self, from: Data(text.utf8))
    #expect(document.cases[0].tensors == result.tensors)
  }

  @Test func equalRunsMakeEqualBytes() throws {
    let files = try (0..<2).map { _ in try TemporaryFile() }
    for file in files {
      var recorder = JSONRecorder(path: file.path)
      try recorder.record(SampleRun.events(SampleRun.everyOutcome))
    }
    #expect(try files[0].read() == files[1].read())
  }

  @Test func unwritablePathIsAFailureOfTheInfrastructure() {
    #expect(throws: InfrastructureFailure.self) {
      var recorder = JSONRecorder(path: "/nowhere/results.json")
      try recorder.record(SampleRun.events([]))
    }
  }
}

import Comparison
import Foundation
import Graph
import Harness
import TestSupport

/// Runs made up for the tests of recorders.
enum SampleRun {
  /// A case of every outcome, in two suites; texts with markup and control characters.
  static let everyOutcome: [CaseResult] = {
    let outcomes: [Outcome] = [
      .pass, .fail, .knownDefect(name: "axon-7", reason: "pads with zero", expiry: "2027"),
      .unsupported("axon: operator 3 (FFT2D): no layer"), .unpredictable("ADD overflows INT32"),
      .skipped("SDK_EDGE_AI_PATH is not set"), .flaky("passed when run again"),
      .invalid("model.tosa: byte 12: not a graph"), .infrastructure("dk: no answer in 5 s"),
      .internalFault("internal error at Engine.swift:7"), .pass,
    ]
    return outcomes.enumerated().map { index, outcome in
      CaseResult(
        suite: index < 6 ? "release" : "nightly <2>",
        name: "dscnn_kws_int8/model.tosa: case \(index)", outcome: outcome,
        message: outcome == .fail ? "3 of 10 elements differ | \"largest\" by 2 LSB" : "",
        details: outcome == .fail
          ? "first at [0, 7]\n\tLSB histogram -1: 2, +2: 1 & ]]>\u{1B}[2J" : "",
        seconds: 0.25 * Double(index),
        properties: [
          Property("engine", index % 2 == 0 ? "quantized" : "axon"), Property("tolerance", "exact"),
        ],
        reproduction: "assay gate 'a b.yaml' --only case_\(index)")
    }
  }()

  static let info = RunInfo(
    suites: ["release", "nightly <2>"], engines: ["axon", "quantized"], version: "1.0",
    caseCount: 11, startedAt: Date(timeIntervalSince1970: 1_769_860_800))

  /// What a runner says of these cases, from the first event to the last.
  static func events(
    _ cases: [CaseResult], info: RunInfo = info, seconds: Double? = 3.2, isInterrupted: Bool = false
  ) -> [RunEvent] {
    [.runStarted(info)]
      + cases.flatMap { [.caseStarted(suite: $0.suite, name: $0.name), .caseFinished($0)] }
      + [.runFinished(summary(of: cases, seconds: seconds, isInterrupted: isInterrupted))]
  }

  static func summary(
    of cases: [CaseResult], seconds: Double? = 3.2, isInterrupted: Bool = false
  ) -> RunSummary {
    RunSummary(
      counts: cases.reduce(into: [:]) { $0[$1.outcome.kind, default: 0] += 1 }, seconds: seconds,
      isInterrupted: isInterrupted)
  }
}

extension Recorder {
  /// Takes all events of a run.
  mutating func record(_ events: [RunEvent]) throws(InfrastructureFailure) {
    for event in events { try record(event) }
  }
}

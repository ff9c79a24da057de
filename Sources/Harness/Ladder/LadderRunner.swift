import Comparison
import Foundation
import Graph
import Kernels

/// Runs every rung of the ladder for each model, and judges them.
public struct LadderRunner: Sendable {
  /// The models' folders; the first is the headline model.
  public var folders: [String]
  /// What runs the fused rungs.
  public var target: any LadderTarget
  /// Earlier results that must not be undercut, by configuration.
  public var references: [LadderResult]
  public var limits = LadderLimits()
  /// The folder of the kernels' prices.
  public var prices = "Suites/ladder"

  /// A runner over `folders` with the fused rungs on `target`.
  public init(folders: [String], target: any LadderTarget, references: [LadderResult] = []) {
    self.folders = folders
    self.target = target
    self.references = references
  }

  /// Runs the rungs in order and tells each case as it is judged.
  ///
  /// - Parameter record: called with each event, as by a suite's run.
  /// - Throws: `invalid` if a model's folder is damaged, else what `record` throws. A rung whose engine
  ///   fails is a case of its own, never a pass.
  public func run(
    version: String, isReproducible: Bool = false, stop: StopSignal = StopSignal(),
    record: (RunEvent) throws -> Void
  ) throws -> (results: [LadderResult], summary: RunSummary) {
    let models = try folders.map { try LadderFiles($0) }
    let start = ContinuousClock.now
    let suites = models.map { LadderResult.suite(of: $0.name) }
    try record(
      .runStarted(
        RunInfo(
          suites: suites, engines: [target.name], version: version,
          caseCount: models.count * LadderRung.allCases.count,
          startedAt: isReproducible ? nil : .now)))
    var results: [LadderResult] = []
    var counts: [Outcome.Kind: Int] = [:]
    for (index, model) in models.enumerated() {
      let (result, failures) = try measure(model, isHeadline: index == 0, stop)
      results.append(result)
      let cases = (result.cases + failures).sorted { $0.name < $1.name }
      for result in cases {
        counts[result.outcome.kind, default: 0] += 1
        try record(.caseFinished(result))
      }
    }
    let seconds = isReproducible ? nil : Double(secondsOf: start.duration(to: .now))
    let summary = RunSummary(counts: counts, seconds: seconds, isInterrupted: stop.isRaised)
    try record(.runFinished(summary))
    return (results, summary)
  }

  private func measure(
    _ model: LadderFiles, isHeadline: Bool, _ stop: StopSignal
  ) throws(InvalidInput) -> (LadderResult, failures: [CaseResult]) {
    let programs = ProgramRungs(model, table: try KernelTable(folder: prices))
    let fused = try FusedRungs(model, target: target)
    var measurements: [RungMeasurement] = []
    var failures: [CaseResult] = []
    for rung in LadderRung.allCases {
      do throws(EngineError) {
        guard !stop.isRaised else {
          throw .infrastructure(
            InfrastructureFailure(subject: "ladder", reason: "interrupted before its turn"))
        }
        measurements.append(
          try rung.isProgram ? programs.measure(rung) : fused.measure(rung))
      } catch {
        failures.append(failure(of: rung.caseName, model, error))
      }
    }
    var linearOnly: LinearOnlyMeasurement?
    do throws(EngineError) {
      linearOnly = try programs.linearOnly()
    } catch {
      failures.append(failure(of: LinearOnlyMeasurement.name, model, error))
    }
    let bits = try RungMeasurement.Numerics(
      logits: model.logits, expected: model.logits, next: model.following,
      vocabulary: model.model.shape.vocabulary
    ).bitsPerCharacter
    var result = LadderResult(
      configuration: model.name, isHeadline: isHeadline, measurements: measurements,
      fp32BitsPerCharacter: bits, linearOnly: linearOnly, limits: limits,
      reference: references.first { $0.configuration == model.name })
    result.notRun = failures.map { "\($0.name): \($0.message)" }
    return (result, failures)
  }

  /// The case of what did not run. A ladder that lacks a rung is no ladder: what an engine can't do is a
  /// failure here.
  private func failure(
    of name: String, _ model: LadderFiles, _ error: EngineError
  ) -> CaseResult {
    var outcome = Outcome(error)
    if case .unsupported = outcome { outcome = .fail }
    return CaseResult(
      suite: LadderResult.suite(of: model.name), name: name, outcome: outcome, message: "\(error)")
  }
}

extension LadderFiles {
  /// The configuration's name: the folder's.
  public var name: String {
    folder.split(separator: "/").last.map(String.init) ?? folder
  }
}

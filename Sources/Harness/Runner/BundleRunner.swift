import Comparison
import Fuzz
import Graph

/// Replays one bundle of a suite's corpus: a failure of the past must not come back.
struct BundleRunner: SuitePart {
  let suite: Suite
  let bundle: CorpusBundle
  let engineOptions: EngineOptions
  let isReproducible: Bool
  /// The bundle's content, or why it can't be read; read once, since its engines are asked for too.
  private let content: Result<ReproBundle, InvalidInput>

  init(suite: Suite, bundle: CorpusBundle, engineOptions: EngineOptions, isReproducible: Bool) {
    self.suite = suite
    self.bundle = bundle
    self.engineOptions = engineOptions
    self.isReproducible = isReproducible
    content = Result { () throws(InvalidInput) in try ReproBundle.read(bundle.folder) }
  }

  var name: String { bundle.name }

  var engines: [String] {
    guard case .success(let content) = content,
      let pair = try? OracleTable.pair(content.description.oracle)
    else { return [] }
    return [pair.first, pair.second]
  }

  func results() async -> [CaseResult] {
    let start = ContinuousClock.now
    var result: CaseResult
    do throws(EngineError) {
      result = try replayed()
    } catch {
      result = makeResult(Outcome(error))
    }
    if !isReproducible { result.seconds = Double(secondsOf: start.duration(to: .now)) }
    return [result]
  }

  func skipped(_ reason: String) -> [CaseResult] { [makeResult(.skipped(reason))] }

  private func replayed() throws(EngineError) -> CaseResult {
    let content: ReproBundle
    do { content = try self.content.get() } catch { throw .invalid(error) }
    for engine in engines {
      if let reason = EngineRegistry.absence(of: engine) {
        return makeResult(.skipped("\(engine): \(reason)"))
      }
    }
    let replay = try Replay(content, options: engineOptions)
    var result = makeResult(replay.verdict == .passes ? .pass : .fail)
    if let found = replay.found {
      result.message = "\(bundle.folder): what was fixed is back: \(found)"
      result.details = "recorded: \(replay.recorded)"
    }
    return result
  }

  private func makeResult(_ outcome: Outcome) -> CaseResult {
    CaseResult(
      suite: suite.name, name: "\(name): \(question)", outcome: outcome,
      message: outcome.reason ?? "",
      properties: [
        Property("bundle", bundle.folder), Property("engine", engines.last ?? ""),
        Property("against", engines.first ?? ""), Property("tolerance", "the bundle's own oracle"),
      ],
      reproduction: "assay replay \(ShellText.quoted(bundle.folder))\(engineOptions.arguments)")
  }

  private var question: String {
    guard case .success(let content) = content else { return "bundle" }
    return content.description.oracle
  }
}

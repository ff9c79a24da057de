import Axon
import Comparison
import Graph

/// Runs one case of a suite: reads its files, runs its engines, and answers each of its checks.
struct CaseRunner: SuitePart {
  let suite: Suite
  let suiteCase: SuiteCase
  let checks: [Check]
  let engineOptions: EngineOptions
  let isReproducible: Bool
  /// The day on which excuses are weighed.
  let today: CalendarDay

  /// One result for each question that the case asks, in a fixed order: files, payload, checks.
  func results() -> [CaseResult] {
    var results: [CaseResult] = []
    if let result = timed(filesResult) { results.append(result) }
    do throws(InvalidInput) {
      let model = try Model.load(suiteCase.model)
      if let result = timed({ payloadResult(of: model) }) { results.append(result) }
      let series = CheckSeries(suiteCase: suiteCase, model: model, options: engineOptions)
      let partitions = ModelPartitions(of: model, for: checks, options: engineOptions)
      results += series.answers(to: checks).map { answer in
        result(of: answer, model: model, partitions)
      }
    } catch {
      for check in checks { results.append(result(of: check, error: .invalid(error))) }
    }
    return explained(results)
  }

  /// Says beside a changed file what the checks saw of it, even where they allow it.
  private func explained(_ results: [CaseResult]) -> [CaseResult] {
    guard var first = results.first, first.name.hasSuffix(RecordedFiles.question),
      first.outcome == .fail
    else { return results }
    let seen = results.dropFirst().flatMap { [$0.message, $0.details] }.filter { !$0.isEmpty }
    first.details = (seen + [first.details]).joined(separator: "\n")
    return [first] + results.dropFirst()
  }

  /// A result for each check of a case that had no turn.
  func skipped(_ reason: String) -> [CaseResult] {
    checks.map { makeResult(Self.name(of: $0), .skipped(reason), message: reason) }
  }

  private func timed(_ body: () -> CaseResult?) -> CaseResult? {
    let start = ContinuousClock.now
    guard var result = body() else { return nil }
    if !isReproducible { result.seconds = Double(secondsOf: start.duration(to: .now)) }
    return result
  }

  // MARK: Files

  private func filesResult() -> CaseResult? {
    var files = [suiteCase.model] + suiteCase.golden
    if case .files(let inputs) = suiteCase.inputs { files += inputs }
    return RecordedFiles(suite: suite, files: files).judge { outcome in
      makeResult(RecordedFiles.question, outcome)
    }
  }

  private func payloadResult(of model: Model) -> CaseResult? {
    guard let payload = suiteCase.payload, case .graph(let graph) = model.content else {
      return nil
    }
    let name = "same graph as delegate \(payload.delegate) of \(payload.program)"
    do throws(InvalidInput) {
      let difference = GraphDifference.first(between: graph.graph, and: try delegate(payload))
      var result = makeResult(name, difference == nil ? .pass : .fail)
      result.message = difference.map { "\(suiteCase.model): \($0)" } ?? ""
      return result
    } catch {
      return makeResult(name, .invalid(error.description), message: error.description)
    }
  }

  private func delegate(_ payload: SuiteCase.Payload) throws(InvalidInput) -> Graph {
    let program = try Program(pteFile: payload.program)
    let delegates = program.plans.first?.delegates ?? []
    guard delegates.indices.contains(payload.delegate) else {
      throw InvalidInput(
        .configuration, "there is no delegate \(payload.delegate), only \(delegates.count)",
        at: InputLocation(file: payload.program))
    }
    let graph = try Graph(tosa: delegates[payload.delegate].payload, file: payload.program)
    return try ValidatedGraph(graph).graph
  }

  // MARK: Checks

  private func result(
    of answer: CheckSeries.Answer, model: Model, _ partitions: ModelPartitions
  ) -> CaseResult {
    let check = answer.comparison.check
    var result =
      answer.error.map { self.result(of: check, error: $0) }
      ?? makeResult(of: check, answer.comparison, model: model, partitions)
    if !isReproducible { result.seconds = Double(secondsOf: answer.duration) }
    return result
  }

  private func makeResult(
    of check: Check, _ comparison: CheckComparison, model: Model, _ partitions: ModelPartitions
  ) -> CaseResult {
    var result = makeResult(Self.name(of: check), comparison.isPassed ? .pass : .fail)
    result.message = comparison.isPassed ? "" : "\(suiteCase.model): \(comparison.message)"
    result.details = comparison.details
    result.tensors = comparison.tensors
    result.explanations = comparison.explanations
    result.properties = properties(of: check) + comparison.properties
    if check.isFirstOfAxon(among: checks) {
      result.properties += partitions.warnings.map { Property(Property.warning, $0.description) }
    }
    if let gap = Independence.gap(of: check, in: partitions) {
      result.properties.append(Property("not independently checked", gap))
    }
    if !comparison.isPassed { excuse(&result, check, model: model, partitions) }
    return result
  }

  /// Turns a failure into a known defect if the suite lists every defect that makes it one.
  private func excuse(
    _ result: inout CaseResult, _ check: Check, model: Model, _ partitions: ModelPartitions
  ) {
    let excuse = DefectExcuse(
      suite.knownDefects, met: partitions.warnings, version: engineOptions.axonVersion)
    guard check.involvesAxon, let excuse else { return }
    // The defects are to blame only if the same check passes without them.
    var documented = engineOptions
    documented.axonVersion = .documented
    let series = CheckSeries(suiteCase: suiteCase, model: model, options: documented)
    guard let answer = series.answers(to: [check]).first, answer.error == nil,
      answer.comparison.isPassed
    else { return }
    if let expired = excuse.expired(on: today) {
      result.message = "\(expired); \(result.message)"
    } else {
      result.outcome = excuse.outcome
    }
  }

  private func result(of check: Check, error: EngineError) -> CaseResult {
    let outcome = absence(for: check).map(Outcome.skipped) ?? Outcome(error)
    var result = makeResult(
      Self.name(of: check), outcome, message: outcome.reason ?? error.description)
    result.properties = properties(of: check)
    return result
  }

  /// What is missing of the engines of a check.
  private func absence(for check: Check) -> String? {
    var engines = [check.engine]
    if case .engine(let opponent) = check.against { engines.append(opponent) }
    for engine in engines {
      if let reason = EngineRegistry.absence(of: engine) { return "\(engine): \(reason)" }
    }
    return nil
  }

  private func makeResult(_ name: String, _ outcome: Outcome, message: String = "") -> CaseResult {
    CaseResult(
      suite: suite.name, name: "\(suiteCase.name): \(name)", outcome: outcome, message: message,
      reproduction: suiteCase.reproduction
        ?? "assay gate \(ShellText.quoted(suite.file)) --only \(ShellText.quoted(suiteCase.name))"
        + engineOptions.arguments)
  }

  private func properties(of check: Check) -> [Property] {
    [
      Property("model", suiteCase.model), Property("engine", check.engine),
      Property("against", check.against.name), Property("tolerance", check.tolerance.description),
    ]
  }

  private static func name(of check: Check) -> String {
    "\(check.engine) against \(check.against.name)"
  }
}

extension Check {
  /// Whether this is the check with which a case says once what `axon` would meet on the device.
  fileprivate func isFirstOfAxon(among checks: [Check]) -> Bool {
    guard let first = checks.first(where: \.involvesAxon) else { return false }
    return involvesAxon && engine == first.engine && against == first.against
  }

  /// Whether engine `axon` is one of the two.
  fileprivate var involvesAxon: Bool { engine == "axon" || against == .engine("axon") }
}

import Comparison
import Graph

/// Runs one task of a suite: its baseline, then each engine against it.
struct TaskRunner: SuitePart {
  let suite: Suite
  let task: SuiteTask
  let engineOptions: EngineOptions
  let jobs: Int
  let isReproducible: Bool

  var name: String { task.name }

  var engines: [String] { [task.baseline.engine] + task.runs.map(\.subject.engine) }

  func results() async -> [CaseResult] {
    var results: [CaseResult] = []
    let files = RecordedFiles(suite: suite, files: task.files).judge { outcome in
      makeResult(RecordedFiles.question, outcome)
    }
    if let files { results.append(files) }
    let samples: TaskSamples
    do throws(InvalidInput) {
      samples = try TaskSamples(task.data)
    } catch {
      let outcome = Outcome.invalid(error.description)
      return results + subjects.map { result(of: $0, outcome) }
    }
    let evaluation = TaskEvaluation(metric: task.metric, samples: samples, jobs: jobs)
    var baseline: Result<Double, EngineError>?
    for subject in subjects {
      let start = ContinuousClock.now
      let value = await value(of: subject, evaluation)
      let reference = baseline ?? value
      baseline = reference
      var result = judged(subject, value, against: reference, samples: samples.labels.count)
      if !isReproducible { result.seconds = Double(secondsOf: start.duration(to: .now)) }
      results.append(result)
    }
    return results
  }

  func skipped(_ reason: String) -> [CaseResult] {
    subjects.map { result(of: $0, .skipped(reason)) }
  }

  // MARK: Subjects

  /// What one result is about: the baseline, or a run with its budget.
  private struct Subject {
    let model: TaskModel
    /// Nil for the baseline.
    let budget: Double?
  }

  private var subjects: [Subject] {
    [Subject(model: task.baseline, budget: nil)]
      + task.runs.map { Subject(model: $0.subject, budget: $0.maxLoss) }
  }

  private func value(
    of subject: Subject, _ evaluation: TaskEvaluation
  ) async -> Result<Double, EngineError> {
    do throws(EngineError) {
      return .success(try await evaluation.value(of: try plan(of: subject.model)))
    } catch {
      return .failure(error)
    }
  }

  private func plan(of subject: TaskModel) throws(EngineError) -> any Plan {
    let model: Model
    let engine: any Engine
    do throws(InvalidInput) {
      model = try Model.load(subject.model)
      engine = try EngineRegistry.engine(named: subject.engine, options: engineOptions)
    } catch {
      throw .invalid(error)
    }
    return try model.prepare(on: engine)
  }

  // MARK: Verdicts

  private func judged(
    _ subject: Subject, _ value: Result<Double, EngineError>,
    against baseline: Result<Double, EngineError>, samples: Int
  ) -> CaseResult {
    let found: Double
    switch value {
    case .success(let value): found = value
    case .failure(let error):
      let absence = EngineRegistry.absence(of: subject.model.engine).map {
        Outcome.skipped("\(subject.model.engine): \($0)")
      }
      return result(of: subject, absence ?? Outcome(error))
    }
    guard case .success(let reference) = baseline else {
      return result(of: subject, .skipped("there is no baseline to compare with"))
    }
    let score = TaskResult(
      task: task.name, metric: task.metric, engine: subject.model.engine, value: found,
      baseline: reference, baselineEngine: task.baseline.engine,
      budget: subject.budget, samples: samples)
    let isReached = subject.budget != nil || reaches(found)
    var result = result(of: subject, score.isWithinBudget && isReached ? .pass : .fail)
    result.task = score
    result.message = "\(task.metric.rawValue) \(score.sentence)"
    if !isReached { result.message += "; \(floorText)" }
    result.properties += [
      Property("value", Figure.text(found)), Property("loss", Figure.text(score.loss)),
      Property("result", score.sentence),
    ]
    return result
  }

  /// Whether a baseline is good enough to count losses from.
  private func reaches(_ value: Double) -> Bool {
    task.metric == .bitsPerCharacter ? value <= task.floor : value >= task.floor
  }

  private var floorText: String {
    let relation = task.metric == .bitsPerCharacter ? "at most" : "at least"
    return "\(relation) \(task.metric.text(task.floor)) is asked of the baseline"
  }

  private func result(of subject: Subject, _ outcome: Outcome) -> CaseResult {
    let question = "\(task.metric.rawValue) on \(subject.model.engine)"
    var result = makeResult(question, outcome)
    result.message = outcome.reason ?? ""
    let budget = subject.budget.map {
      "\(task.metric.lossText(Figure.short($0))) lost at most"
    }
    result.properties = [
      Property("model", subject.model.model), Property("engine", subject.model.engine),
      Property("against", subject.budget == nil ? "labels" : task.baseline.engine),
      Property("tolerance", "\(budget ?? floorText) (\(task.reason))"),
      Property("task metric", task.metric.rawValue),
    ]
    return result
  }

  private func makeResult(_ question: String, _ outcome: Outcome) -> CaseResult {
    CaseResult(
      suite: suite.name, name: "\(task.name): \(question)", outcome: outcome,
      reproduction:
        "assay gate \(ShellText.quoted(suite.file)) --only \(ShellText.quoted(task.name))"
        + engineOptions.arguments)
  }
}

import Axon
import Comparison
import Graph

/// The comparison of one engine's results with golden outputs or another engine's, gathered over all
/// outputs and sets of inputs.
struct CheckComparison {
  let check: Check
  let model: Model
  /// Why `axon` and `quantized` differ, where it is those that are compared.
  private var explanation: Explanation?
  /// The figures of each output, of the first set of inputs that fails, or else of the first set.
  private(set) var tensors: [TensorResult] = []
  private var figures: [Property] = []
  private var differences: [String] = []
  private var lines: [String] = []
  private var slack: [String] = []

  init(check: Check, model: Model, options: EngineOptions) {
    self.check = check
    self.model = model
    explanation = Explanation(of: check, model: model, options: options)
  }

  var isPassed: Bool { failures.isEmpty }
  /// What failed first.
  var message: String { failures.first ?? "" }
  /// Everything seen, a line each.
  var details: String {
    let table = explanation?.lines ?? []
    return (failures.dropFirst().prefix(20) + lines + table + slack.prefix(1))
      .joined(separator: "\n")
  }
  /// Why `axon` and `quantized` differ, tensor by tensor; nil where that is not asked.
  var explanations: [TensorExplanation]? { explanation?.tensors }
  /// What was found, by name.
  var properties: [Property] { figures + (explanation?.properties ?? []) }

  private var failures: [String] {
    guard case .explained(let tolerance) = check.tolerance else { return differences }
    return differences + (explanation?.failures(under: tolerance) ?? [])
  }

  /// Compares with recorded outputs, which belong to one set of inputs.
  mutating func add(
    _ run: EngineRuns.Run, golden files: [String], inputs: [Tensor]
  ) throws(EngineError) {
    let outputs = run.outputs
    guard files.count == outputs.count else {
      throw .invalid(
        InvalidInput(
          .configuration, "\(files.count) golden files for \(outputs.count) outputs",
          remedy: "Name one file for each output."))
    }
    var golden: [Tensor] = []
    do {
      for (file, port) in zip(files, model.declaredOutputs(of: run.ports)) {
        golden.append(try NumPyFile.read(file, as: port.type))
      }
    } catch {
      throw .invalid(error)
    }
    switch check.tolerance {
    case .fixed(let tolerance):
      try compare(run.ports, outputs, golden, under: tolerance)
    case .explained: break
    case .compliance:
      try judge(run.ports, outputs, golden, inputs: inputs)
    }
  }

  /// Compares with another engine's run of the same set of inputs.
  mutating func add(
    _ run: EngineRuns.Run, opponent: EngineRuns.Run, inputs: [Tensor]
  ) throws(EngineError) {
    let tolerance: Tolerance?
    switch check.tolerance {
    case .fixed(let fixed): tolerance = fixed
    case .explained(let explained):
      try requireExplanation()
      tolerance = explained.outputs
    case .compliance:
      throw .invalid(
        InvalidInput(
          .configuration, "a compliance bound is against golden outputs",
          remedy: "Give another tolerance for two engines."))
    }
    let isFirst = tensors.isEmpty
    let wasPassed = isPassed
    try compare(run.ports, run.outputs, opponent.outputs, under: tolerance)
    try explanation?.add(run.trace, opponent: opponent.trace, inputs: inputs)
    if wasPassed, !isPassed || isFirst { try localise(run.trace, opponent.trace) }
  }

  private func requireExplanation() throws(EngineError) {
    guard explanation == nil else { return }
    throw .unsupported(
      Unsupported(
        engine: check.engine, subject: model.file,
        reason: "differences are explained in TOSA graphs, not in programs"))
  }

  private mutating func compare(
    _ ports: [Port], _ actual: [Tensor], _ expected: [Tensor], under tolerance: Tolerance?
  ) throws(EngineError) {
    let isFirst = tensors.isEmpty
    let wasPassed = isPassed
    var results: [TensorResult] = []
    for (index, port) in ports.enumerated() {
      let metrics = try Self.metrics(actual[index], expected[index])
      results.append(TensorResult(name: port.name, metrics: metrics))
      guard let judgement = tolerance?.judge(metrics) else {
        if isFirst { lines.append(MetricsText.line(for: port.name, metrics)) }
        continue
      }
      if !judgement.isPassed { differences.append("output '\(port.name)': \(judgement.sentence)") }
      if isFirst || (wasPassed && !judgement.isPassed) {
        lines.append(MetricsText.line(for: port.name, metrics))
      }
      if let found = judgement.slack { slack.append("output '\(port.name)': \(found)") }
    }
    if isFirst || (wasPassed && !isPassed) { tensors = results }
  }

  /// Judges both sides against TOSA's compliance bound for these inputs.
  private mutating func judge(
    _ ports: [Port], _ actual: [Tensor], _ golden: [Tensor], inputs: [Tensor]
  ) throws(EngineError) {
    let bounds = try ComplianceBounds.bounds(of: model, inputs: inputs)
    for (index, port) in ports.enumerated() {
      let metrics = try Self.metrics(actual[index], golden[index])
      tensors.append(TensorResult(name: port.name, metrics: metrics))
      lines.append(MetricsText.line(for: port.name, metrics))
      let subjects = [(actual[index], check.engine), (golden[index], "the golden output")]
      for (tensor, subject) in subjects {
        let judgement = bounds[index].judge(tensor, subject: subject)
        if !judgement.isPassed {
          differences.append("output '\(port.name)': \(judgement.sentence)")
        }
      }
    }
  }

  /// Names the first operator where the two part, and lists every intermediate tensor that differs.
  private mutating func localise(
    _ actual: [TensorObservation], _ expected: [TensorObservation]
  ) throws(EngineError) {
    do {
      let differing = try Divergence.all(actual: actual, expected: expected) { observation in
        model.subject(of: observation)
      }
      guard let first = differing.first else { return }
      lines.append("first divergent operator: \(first)")
      figures.append(Property("first divergent operator", first.subject))
      figures.append(Property("differing tensors", String(differing.count)))
      for divergence in differing.prefix(200) {
        lines.append("  " + MetricsText.line(for: divergence.tensor, divergence.metrics))
      }
    } catch {
      throw .invalid(error)
    }
  }

  private static func metrics(
    _ actual: Tensor, _ expected: Tensor
  ) throws(EngineError) -> TensorMetrics {
    do {
      return try TensorMetrics(actual: actual, expected: expected)
    } catch {
      throw .invalid(error)
    }
  }
}

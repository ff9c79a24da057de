public import Comparison

/// What a model is worth on one engine: the task metric over a data set, beside the baseline's.
public struct TaskResult: Codable, Sendable, Hashable {
  /// The task's name in the suite.
  public var task: String
  public var metric: TaskMetric
  /// The engine that ran the model.
  public var engine: String
  public var value: Double
  /// What the task's baseline reached; its own value for the baseline itself.
  public var baseline: Double
  /// The engine of the baseline.
  public var baselineEngine: String
  /// How much worse than the baseline, as ``TaskMetric/loss(of:from:)`` counts it; negative if it is better.
  public var loss: Double
  /// The most that may be lost; nil for the baseline itself.
  public var budget: Double?
  /// The number of samples.
  public var samples: Int

  /// What `engine` reached of `task`, beside the baseline.
  public init(
    task: String, metric: TaskMetric, engine: String, value: Double, baseline: Double,
    baselineEngine: String, budget: Double?, samples: Int
  ) {
    self.task = task
    self.metric = metric
    self.engine = engine
    self.value = value
    self.baseline = baseline
    self.baselineEngine = baselineEngine
    self.budget = budget
    self.samples = samples
    loss = metric.loss(of: value, from: baseline)
  }

  /// Whether the loss keeps to the budget. A sample more or less must not hang on the last bit of a quotient.
  public var isWithinBudget: Bool { budget.map { loss <= $0 + 1e-9 } ?? true }

  /// `92.17 %, 0.33 points below reference's 92.50 %; 1 allowed`.
  public var sentence: String {
    let text = metric.text(value)
    guard let budget else { return "\(text) over \(samples) samples" }
    let size = metric.lossText(Figure.fixed(loss.magnitude, digits: 2))
    let relation = loss > 0 ? "\(size) worse than" : loss < 0 ? "\(size) better than" : "equal to"
    let allowed = "\(metric.lossText(Figure.short(budget))) allowed"
    return "\(text), \(relation) \(baselineEngine)'s \(metric.text(baseline)); \(allowed)"
  }
}

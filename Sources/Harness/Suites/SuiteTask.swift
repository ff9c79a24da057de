public import Comparison

/// A task metric of a model: what it is worth on each engine over a data set, and how much of what a
/// baseline reaches may be lost.
public struct SuiteTask: Sendable {
  /// The name in reports.
  public var name: String
  public var metric: TaskMetric
  public var data: TaskData
  /// What losses are counted from: the model in FP32, usually.
  public var baseline: TaskModel
  /// The worst value of the baseline that is accepted: a task that nothing solves measures nothing.
  public var floor: Double
  /// What is measured against the baseline.
  public var runs: [TaskRun]
  /// Why the budgets are what they are.
  public var reason: String

  /// A task.
  public init(
    name: String, metric: TaskMetric, data: TaskData, baseline: TaskModel, floor: Double,
    runs: [TaskRun], reason: String
  ) {
    self.name = name
    self.metric = metric
    self.data = data
    self.baseline = baseline
    self.floor = floor
    self.runs = runs
    self.reason = reason
  }

  /// The files that it reads, each once.
  var files: [String] {
    var seen: Set<String> = []
    return ([data.inputs, data.labels, baseline.model] + runs.map(\.subject.model))
      .filter { seen.insert($0).inserted }
  }
}

/// A labelled data set in two `.npy` files, a sample for each index of the first axis.
public struct TaskData: Sendable, Hashable {
  public var inputs: String
  public var labels: String
  /// What stored integers stand for, `(q - zeroPoint) * scale`; nil if the values are meant as they are.
  public var scaling: Scaling?

  /// The real values behind integers.
  public struct Scaling: Sendable, Hashable {
    public var scale: Double
    public var zeroPoint: Int

    /// `(q - zeroPoint) * scale`.
    public init(scale: Double, zeroPoint: Int) {
      self.scale = scale
      self.zeroPoint = zeroPoint
    }
  }

  /// A data set.
  public init(inputs: String, labels: String, scaling: Scaling? = nil) {
    self.inputs = inputs
    self.labels = labels
    self.scaling = scaling
  }
}

/// A model on an engine.
public struct TaskModel: Sendable, Hashable {
  /// The engine, by name.
  public var engine: String
  /// The `.tosa` or `.pte` file.
  public var model: String

  /// `model` on `engine`.
  public init(engine: String, model: String) {
    self.engine = engine
    self.model = model
  }
}

/// One measurement against the baseline.
public struct TaskRun: Sendable, Hashable {
  public var subject: TaskModel
  /// The most that may be lost, in the metric's unit of loss.
  public var maxLoss: Double

  /// `subject` with its budget.
  public init(_ subject: TaskModel, maxLoss: Double) {
    self.subject = subject
    self.maxLoss = maxLoss
  }
}

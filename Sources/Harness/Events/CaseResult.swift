public import Axon
public import Comparison

/// One comparison with its verdict.
public struct CaseResult: Sendable, Hashable {
  /// The suite's name.
  public var suite: String
  /// What was compared: `dscnn_kws_int8/model.tosa: quantized against golden`.
  public var name: String
  public var outcome: Outcome
  /// One line: what a person needs first. Empty if there is nothing to say.
  public var message: String
  /// More lines: first divergent operator, histograms, metrics.
  public var details: String
  /// Wall-clock time in seconds; nil in a reproducible run.
  public var seconds: Double?
  /// Further facts, in order: engine, opponent, tolerance, reason.
  public var properties: [Property]
  /// The figures of each output tensor, whatever the verdict, so that it can be judged anew.
  public var tensors: [TensorResult]
  /// What the model is worth; nil unless that was the question.
  public var task: TaskResult?
  /// Why `axon` and `quantized` differ, for each tensor that AXON makes; nil if it is not those two
  /// that are compared, or on a program.
  public var explanations: [TensorExplanation]?
  /// The command line that shows the same result again.
  public var reproduction: String

  /// A verdict with all that led to it.
  public init(
    suite: String, name: String, outcome: Outcome, message: String = "", details: String = "",
    seconds: Double? = nil, properties: [Property] = [], tensors: [TensorResult] = [],
    task: TaskResult? = nil, reproduction: String = ""
  ) {
    self.suite = suite
    self.name = name
    self.outcome = outcome
    self.message = message
    self.details = details
    self.seconds = seconds
    self.properties = properties
    self.tensors = tensors
    self.task = task
    self.reproduction = reproduction
  }
}

/// Where engines `axon` and `quantized` differ in one tensor, and why.
public typealias ExplainedTensor = TensorExplanation

/// A named fact about a case.
public struct Property: Codable, Sendable, Hashable {
  public var name: String
  public var value: String

  /// The name of facts that a person should read even of a case that passes.
  public static let warning = "warning"

  /// `value` under `name`.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// The figures of one output tensor.
public struct TensorResult: Codable, Sendable, Hashable {
  /// The tensor's name.
  public var name: String
  /// How far it is from what it was compared with.
  public var metrics: TensorMetrics

  /// The figures of the tensor `name`.
  public init(name: String, metrics: TensorMetrics) {
    self.name = name
    self.metrics = metrics
  }
}

import Comparison
import Graph

/// Reads one entry under `tasks`.
struct SuiteTaskReader {
  let folder: String

  func read(_ node: ConfigurationNode) throws(InvalidInput) -> SuiteTask {
    try node.allowKeys(["name", "metric", "data", "baseline", "runs", "reason"])
    let metric = try metric(node.required("metric"))
    let baseline = try node.required("baseline")
    try baseline.allowKeys(["engine", "model", floorKey(of: metric)])
    var runs: [TaskRun] = []
    for run in try node.required("runs").elements() {
      try run.allowKeys(["engine", "model", "max-loss"])
      let budget = try run.required("max-loss")
      let maxLoss = try budget.number()
      guard maxLoss >= 0 else { throw budget.error("expected a number from 0 up") }
      runs.append(TaskRun(try subject(run), maxLoss: maxLoss))
    }
    guard !runs.isEmpty else { throw node.error("the task has no runs") }
    return SuiteTask(
      name: try node.required("name").string(), metric: metric,
      data: try data(node.required("data")), baseline: try subject(baseline),
      floor: try floor(baseline, of: metric), runs: runs,
      reason: try node.required("reason").string())
  }

  private func metric(_ node: ConfigurationNode) throws(InvalidInput) -> TaskMetric {
    let name = try node.string()
    guard let metric = TaskMetric(rawValue: name) else {
      throw node.error(
        "there is no task metric '\(name)'",
        remedy: Spelling.remedy(for: name, among: TaskMetric.allCases.map(\.rawValue)))
    }
    return metric
  }

  /// What the baseline must reach: more is better of shares, less of bits.
  private func floorKey(of metric: TaskMetric) -> String {
    metric == .bitsPerCharacter ? "at-most" : "at-least"
  }

  private func floor(
    _ node: ConfigurationNode, of metric: TaskMetric
  ) throws(InvalidInput) -> Double {
    let value = try node.required(floorKey(of: metric))
    let floor = try value.number()
    guard floor >= 0, floor <= 1 || metric == .bitsPerCharacter else {
      throw value.error("\(metric.rawValue) goes from 0 to 1")
    }
    return floor
  }

  private func data(_ node: ConfigurationNode) throws(InvalidInput) -> TaskData {
    try node.allowKeys(["inputs", "labels", "scale", "zero-point"])
    var data = TaskData(
      inputs: try file(node.required("inputs")), labels: try file(node.required("labels")))
    let zeroPoint = try node.optional("zero-point")
    if let value = try node.optional("scale") {
      let scale = try value.number()
      guard scale > 0 else { throw value.error("expected a number above 0") }
      data.scaling = TaskData.Scaling(scale: scale, zeroPoint: try zeroPoint?.integer() ?? 0)
    } else if let zeroPoint {
      throw zeroPoint.error("a zero point without a scale", remedy: "Add the key 'scale'.")
    }
    return data
  }

  private func subject(_ node: ConfigurationNode) throws(InvalidInput) -> TaskModel {
    TaskModel(
      engine: try EngineRegistry.name(node.required("engine")),
      model: try file(node.required("model")))
  }

  private func file(_ node: ConfigurationNode) throws(InvalidInput) -> String {
    SuiteReader.joined(folder, try node.string())
  }
}

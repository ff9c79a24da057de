import Comparison
import Graph
import TestSupport
import Testing

@testable import Harness

@Suite struct SuiteTaskReaderTests {
  static let good = """
      - name: faults
        metric: auc
        data: {inputs: m/x.npy, labels: m/y.npy, scale: 0.5, zero-point: -3}
        baseline: {engine: reference, model: m/fp32.pte, at-least: 0.85}
        runs:
          - {engine: quantized, model: m/int8.pte, max-loss: 1}
          - {engine: axon, model: m/int8.pte, max-loss: 0.5}
        reason: r
    """

  private static func suite(_ tasks: String) throws(InvalidInput) -> Harness.Suite {
    try SuiteReader.parse("suite: s\ntasks:\n\(tasks)\n", file: "Suites/test.yaml")
  }

  @Test func readsATask() throws {
    let suite = try Self.suite(Self.good)
    #expect(suite.cases.isEmpty)
    let task = try #require(suite.tasks.first)
    #expect(task.name == "faults")
    #expect(task.metric == .auc)
    #expect(task.floor == 0.85)
    #expect(
      task.data
        == TaskData(
          inputs: "Suites/m/x.npy", labels: "Suites/m/y.npy",
          scaling: TaskData.Scaling(scale: 0.5, zeroPoint: -3)))
    #expect(task.baseline == TaskModel(engine: "reference", model: "Suites/m/fp32.pte"))
    #expect(
      task.runs == [
        TaskRun(TaskModel(engine: "quantized", model: "Suites/m/int8.pte"), maxLoss: 1),
        TaskRun(TaskModel(engine: "axon", model: "Suites/m/int8.pte"), maxLoss: 0.5),
      ])
    #expect(
      task.files
        == ["Suites/m/x.npy", "Suites/m/y.npy", "Suites/m/fp32.pte", "Suites/m/int8.pte"])
  }

  @Test func bitsPerCharacterHaveACeiling() throws {
    let text = Self.good.replacing("metric: auc", with: "metric: bits-per-character")
      .replacing("at-least: 0.85", with: "at-most: 2.2")
    #expect(try Self.suite(text).tasks.first?.floor == 2.2)
  }

  @Test(arguments: [
    ("metric: auc", "metric: aud", "there is no task metric 'aud'"),
    ("max-loss: 1}", "max-los: 1}", "unknown key 'max-los'"),
    ("max-loss: 1}", "max-loss: -1}", "expected a number from 0 up"),
    ("engine: axon", "engine: axom", "there is no engine 'axom'"),
    (", at-least: 0.85", "", "the key 'at-least' is missing"),
    ("at-least: 0.85", "at-least: 85", "auc goes from 0 to 1"),
    ("at-least: 0.85", "at-most: 0.85", "unknown key 'at-most'"),
    ("scale: 0.5, ", "", "a zero point without a scale"),
    ("scale: 0.5", "scale: 0", "expected a number above 0"),
    ("    reason: r", "", "the key 'reason' is missing"),
  ])
  func aMistakeIsNamed(old: String, new: String, message: String) {
    let error = #expect(throws: InvalidInput.self) {
      try Self.suite(Self.good.replacing(old, with: new))
    }
    #expect(error?.message == message)
  }

  @Test func noTwoTasksHaveOneName() {
    let error = #expect(throws: InvalidInput.self) { try Self.suite(Self.good + "\n" + Self.good) }
    #expect(error?.message == "two cases are called 'faults'")
  }
}

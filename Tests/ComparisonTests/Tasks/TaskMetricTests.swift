import Graph
import Testing

@testable import Comparison

@Suite struct TaskMetricTests {
  /// Outputs, the label, and what it scores.
  private static let answers: [([Double], Int, Double)] = [
    ([0.1, 0.9, 0.2], 1, 1), ([0.1, 0.9, 0.2], 0, 0),
    // The first of equals is the answer.
    ([0.5, 0.5], 0, 1), ([0.5, 0.5], 1, 0), ([-.infinity, -.infinity], 0, 1),
    // A NaN anywhere is no answer.
    ([.nan, 1], 1, 0), ([1, .nan], 0, 0),
  ]

  @Test(arguments: answers)
  func top1CountsTheFirstLargest(output: [Double], label: Int, score: Double) throws {
    #expect(try TaskMetric.top1.score(output: output, input: [], label: label) == score)
  }

  @Test func aucScoresTheMeanSquare() throws {
    // ((1-0)^2 + (2-4)^2) / 2
    #expect(try TaskMetric.auc.score(output: [1, 2], input: [0, 4], label: 1) == 2.5)
  }

  /// Scores, labels and the AUC, by hand; the last from scikit-learn 1.9.1, `roc_auc_score`.
  private static let curves: [([Double], [Int], Double)] = [
    ([1, 2, 3, 4], [0, 0, 1, 1], 1), ([1, 2, 3, 4], [1, 1, 0, 0], 0),
    ([1, 3, 2, 4], [0, 0, 1, 1], 0.75), ([1, 1, 1, 1], [0, 1, 0, 1], 0.5),
    ([1, 2, 2], [0, 0, 1], 0.75), ([.nan, 0], [1, 0], 0), ([5, .nan], [1, 0], 0),
    ([0.1, 0.4, 0.35, 0.8, 0.4, 0.2, 0.9], [0, 0, 1, 1, 1, 0, 0], 0.625),
  ]

  @Test(arguments: curves)
  func aucCountsWonPairs(scores: [Double], labels: [Int], value: Double) throws {
    let found = try TaskMetric.auc.value(of: scores, labels: labels)
    #expect((found - value).magnitude < 1e-15)
  }

  /// Logits, the label, and `-log2(softmax(logits)[label])` in numpy 2.1.3, FP64.
  private static let information: [([Double], Int, Double)] = [
    ([0, 0], 0, 1), ([1, 2, 3, 4], 3, 0.6350594951646442), ([1000, 0], 1, 1442.6950408889634),
    ([-1, 0.5, 2.25, -3], 1, 2.8089884095891757),
  ]

  @Test(arguments: information)
  func bitsAreTheInformationOfTheLabel(logits: [Double], label: Int, bits: Double) throws {
    let found = try TaskMetric.bitsPerCharacter.score(output: logits, input: [], label: label)
    #expect((found - bits).magnitude <= 1e-14 * bits)
  }

  @Test(arguments: [TaskMetric.top1, .bitsPerCharacter])
  func aShareIsTheMeanOfItsScores(metric: TaskMetric) throws {
    #expect(try metric.value(of: [1, 0, 1, 1], labels: [3, 2, 1, 0]) == 0.75)
  }

  @Test(arguments: [
    (TaskMetric.top1, 0.92, 0.93, 1.0), (.auc, 0.95, 0.93, -2), (.bitsPerCharacter, 2.04, 2, 2),
  ])
  func lossIsPointsOrPerCent(metric: TaskMetric, value: Double, baseline: Double, loss: Double) {
    #expect((metric.loss(of: value, from: baseline) - loss).magnitude < 1e-9)
  }

  @Test(arguments: [
    (TaskMetric.top1, 0.92166, "92.17 %"), (.auc, 0.93116, "0.9312"),
    (.bitsPerCharacter, 2.1, "2.100 bits"), (.auc, .nan, "nan"),
  ])
  func valuesHaveAUnit(metric: TaskMetric, value: Double, text: String) {
    #expect(metric.text(value) == text)
  }

  @Test(arguments: [
    (TaskMetric.top1, [1.0], 1), (.top1, [1], -1), (.bitsPerCharacter, [], 0), (.auc, [1, 2], 0),
  ])
  func aScoreThatMakesNoSenseIsInvalid(metric: TaskMetric, output: [Double], label: Int) {
    #expect(throws: InvalidInput.self) {
      try metric.score(output: output, input: [0], label: label)
    }
  }

  @Test(arguments: [
    (TaskMetric.top1, [Double](), [Int]()), (.top1, [1], [1, 2]), (.auc, [1, 2], [1, 1]),
    (.auc, [1, 2], [0, 0]), (.auc, [1, 2], [0, 2]),
  ])
  func aDataSetThatMakesNoSenseIsInvalid(metric: TaskMetric, scores: [Double], labels: [Int]) {
    #expect(throws: InvalidInput.self) { try metric.value(of: scores, labels: labels) }
  }

  @Test(arguments: [
    (92.165, 2, "92.17"), (0.004, 2, "0.00"), (-0.004, 2, "0.00"), (-0.126, 2, "-0.13"),
    (7, 0, "7"), (0.05, 4, "0.0500"), (.infinity, 2, "inf"),
  ])
  func aFixedNumberOfDecimals(value: Double, digits: Int, text: String) {
    #expect(Figure.fixed(value, digits: digits) == text)
  }
}

public import Graph

/// What a model is good for, as one figure over a labelled data set.
///
/// Every sample has a score of its own, so samples can be scored in any order and on any number of
/// threads; ``value(of:labels:)`` then sums them in the order of the data set.
public enum TaskMetric: String, Codable, Sendable, Hashable, CaseIterable {
  /// The share of samples whose largest output is at the label; the first of equals counts.
  case top1 = "top-1"
  /// The chance that the reconstruction error of a sample labelled 1 is above that of one labelled 0.
  case auc
  /// The mean information content of the labels under the softmax of the outputs; less is better.
  case bitsPerCharacter = "bits-per-character"

  /// The score of one sample.
  ///
  /// - Parameters:
  ///   - output: what the model made of it, in row-major order.
  ///   - input: what it was given, for metrics of a reconstruction.
  ///   - label: which output is right; 1 or 0 for ``auc``.
  /// - Throws: `tensor` if the output does not fit the input or the label.
  public func score(
    output: [Double], input: [Double], label: Int
  ) throws(InvalidInput) -> Double {
    switch self {
    case .auc:
      guard output.count == input.count, !output.isEmpty else {
        throw InvalidInput(
          .tensor, "\(output.count) outputs are no reconstruction of \(input.count) inputs")
      }
      return Self.meanSquare(output, input)
    case .top1, .bitsPerCharacter:
      guard output.indices.contains(label) else {
        throw InvalidInput(.tensor, "label \(label) of \(output.count) outputs")
      }
      return self == .top1
        ? (Self.firstLargest(of: output) == label ? 1 : 0) : Self.bits(of: label, in: output)
    }
  }

  /// The figure of a data set.
  ///
  /// - Throws: `tensor` if there are no samples, or if ``auc`` misses one of its two labels.
  public func value(of scores: [Double], labels: [Int]) throws(InvalidInput) -> Double {
    guard !scores.isEmpty, scores.count == labels.count else {
      throw InvalidInput(.tensor, "\(labels.count) labels for \(scores.count) samples")
    }
    switch self {
    case .top1, .bitsPerCharacter: return scores.reduce(0, +) / Double(scores.count)
    case .auc: return try Self.areaUnderCurve(scores, labels)
    }
  }

  /// How much worse `value` is than `baseline`; negative if it is better.
  ///
  /// Shares lose percentage points; bits per character grow by per cent.
  public func loss(of value: Double, from baseline: Double) -> Double {
    switch self {
    case .top1, .auc: (baseline - value) * 100
    case .bitsPerCharacter: (value / baseline - 1) * 100
    }
  }

  /// A loss with its unit: `0.33 points`, `1 point`, `2 %`.
  public func lossText(_ number: String) -> String {
    switch self {
    case .top1, .auc: number == "1" ? "1 point" : "\(number) points"
    case .bitsPerCharacter: "\(number) %"
    }
  }

  /// A value as reports print it: `92.17 %`, `0.9312`, `2.143 bits`.
  public func text(_ value: Double) -> String {
    switch self {
    case .top1: "\(Figure.fixed(value * 100, digits: 2)) %"
    case .auc: Figure.fixed(value, digits: 4)
    case .bitsPerCharacter: "\(Figure.fixed(value, digits: 3)) bits"
    }
  }

  // MARK: Scores

  /// The index of the largest element, the first of equals; nil if there is a NaN: no answer is right.
  private static func firstLargest(of values: [Double]) -> Int? {
    var best = 0
    for (index, value) in values.enumerated() {
      if value.isNaN { return nil }
      if value > values[best] { best = index }
    }
    return best
  }

  /// The mean squared difference, summed in order.
  private static func meanSquare(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for (left, right) in zip(left, right) { sum += (left - right) * (left - right) }
    return sum / Double(left.count)
  }

  /// `-log2 softmax(logits)[label]`, the largest logit taken out so that no exponential overflows.
  private static func bits(of label: Int, in logits: [Double]) -> Double {
    let largest = logits.reduce(-.infinity, Swift.max)
    let sum = logits.reduce(0) { $0 + Elementary.exp($1 - largest) }
    return (Elementary.log(sum) - (logits[label] - largest)) / Elementary.log(2.0)
  }

  /// The Mann-Whitney statistic: a tie counts half, a NaN loses every comparison.
  private static func areaUnderCurve(
    _ scores: [Double], _ labels: [Int]
  ) throws(InvalidInput) -> Double {
    var positive: [Double] = []
    var negative: [Double] = []
    for (score, label) in zip(scores, labels) {
      switch label {
      case 0: negative.append(score.isNaN ? .infinity : score)
      case 1: positive.append(score.isNaN ? -.infinity : score)
      default: throw InvalidInput(.tensor, "label \(label): AUC takes 0 and 1")
      }
    }
    guard !positive.isEmpty, !negative.isEmpty else {
      throw InvalidInput(.tensor, "AUC needs samples of label 0 and of label 1")
    }
    negative.sort()
    // Twice the number of won pairs: whole, so the sum is exact in any order.
    var won = 0
    for score in positive {
      won += negative.partition(at: score, orEqual: false)
      won += negative.partition(at: score, orEqual: true)
    }
    return Double(won) / (2 * Double(positive.count) * Double(negative.count))
  }
}

extension [Double] {
  /// How many elements of a sorted array are below `value`, or not above it.
  fileprivate func partition(at value: Double, orEqual: Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle] < value || (orEqual && self[middle] == value) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

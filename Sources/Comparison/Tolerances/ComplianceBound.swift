public import Graph

/// TOSA's bound on a result for the inputs at hand: the FP64 value of each element, and how far a
/// compliant implementation may be from it.
public struct ComplianceBound: Sendable {
  /// The result in FP64, row-major.
  public var precise: [Double]
  /// The largest allowed distance from it, for each element.
  public var bound: [Double]

  /// A bound of as many elements as the tensors that are judged; another number fails them.
  public init(precise: [Double], bound: [Double]) {
    self.precise = precise
    self.bound = bound
  }

  /// Judges a tensor; `subject` is how the sentence calls it.
  public func judge(_ tensor: Tensor, subject: String) -> Judgement {
    guard tensor.count == precise.count, tensor.count == bound.count else {
      return Judgement(
        isPassed: false,
        sentence: "\(subject) has \(tensor.count) elements, \(precise.count) expected"
          + " and \(bound.count) bounds")
    }
    var outside = 0
    var worst = (index: 0, excess: -1.0)
    let values = tensor.realValues
    for (index, value) in values.enumerated() where !agrees(value, at: index) {
      outside += 1
      let ratio = (value - precise[index]).magnitude / bound[index]
      // NaN on one side is as far out as infinity; of equals the first is shown.
      let excess = ratio.isNaN ? .infinity : ratio
      if excess > worst.excess { worst = (index, excess) }
    }
    guard outside > 0 else {
      return Judgement(
        isPassed: true, sentence: "all \(values.count) elements of \(subject) are within the bound")
    }
    let place = ElementDifference(
      coordinates: tensor.shape.coordinates(ofFlatIndex: worst.index), actual: values[worst.index],
      expected: precise[worst.index])
    return Judgement(
      isPassed: false,
      sentence:
        "\(outside) of \(values.count) elements of \(subject) are outside TOSA's compliance "
        + "bound, the worst at \(place), difference \(Figure.short(place.difference)), allowed "
        + Figure.short(bound[worst.index]))
  }

  private func agrees(_ value: Double, at index: Int) -> Bool {
    let expected = precise[index]
    if expected.isNaN || bound[index].isNaN { return value.isNaN || bound[index] == .infinity }
    if value == expected || bound[index] == .infinity { return true }
    return (value - expected).magnitude <= bound[index]
  }
}

import Axon
import Comparison
import Fuzz
import Graph

/// Which engine breaks its own rule in a tensor that roundings do not explain, and what it should have given.
struct RuleVerdict {
  /// What the engine gave that breaks its rule; AXON's where neither does.
  let actual: Tensor
  /// What its rule gives instead; what the other engine gave where the rule is open.
  let expected: Tensor
  /// What signatures say of it.
  let culprits: [String]
  /// Whether it is `quantized` alone that breaks its rule.
  let isQuantized: Bool

  private static let axonBreaks = "axon breaks its rule"
  private static let quantizedBreaks = "quantized breaks its rule"

  /// The verdict on `tensor`, all of whose unexplained elements are listed.
  init(_ tensor: TensorExplanation, axon: Tensor, quantized: Tensor) {
    let examples = tensor.examples
    let isAxon = examples.contains { $0.recomputedAxon != $0.axon }
    let isOther = examples.contains { $0.recomputedQuantized != $0.quantized }
    isQuantized = isOther && !isAxon
    culprits = [isAxon ? Self.axonBreaks : nil, isOther ? Self.quantizedBreaks : nil]
      .compactMap { $0 }
    actual = isQuantized ? quantized : axon
    guard isAxon || isOther else {
      expected = quantized
      return
    }
    var right = (actual.integerValues ?? []).map(Int.init)
    for element in examples {
      let rule = isQuantized ? element.recomputedQuantized : element.recomputedAxon
      let other = isQuantized ? element.axon : element.quantized
      right[actual.shape.flatIndex(of: element.coordinates)] = rule ?? other
    }
    expected = Tensor(numbers: right, actual.dtype, actual.shape)
  }

  /// What the differences look like: being wrong by one looks the same wherever it is.
  var pattern: ErrorPattern? {
    let pattern = ErrorPattern(actual: actual, expected: expected)
    return pattern?.family == .offByOne ? .sparseOffByOne : pattern
  }

  /// Whether a signature says that `quantized` alone breaks its rule.
  static func isQuantized(_ signature: FailureSignature) -> Bool {
    signature.attributes.contains(quantizedBreaks) && !signature.attributes.contains(axonBreaks)
  }
}

import Graph

/// One operator with the values of all its operands, to be made in many variations.
struct OperatorSample {
  var operation: Operation
  var operands: [Tensor]
  /// Which operands are constants of the graph.
  let isConstant: [Bool]
  /// The declared type of the result.
  let result: TensorType

  /// The numbers of an operand.
  func numbers(_ operand: Int) -> [Int] { (operands[operand].integerValues ?? []).map(Int.init) }

  /// The sample with other numbers in an operand; what does not fit wraps.
  func with(_ operand: Int, _ numbers: [Int]) -> OperatorSample {
    var copy = self
    let old = operands[operand]
    copy.operands[operand] = Tensor(numbers: numbers, old.dtype, old.shape)
    return copy
  }

  /// The sample with another operation.
  func with(_ operation: Operation) -> OperatorSample {
    var copy = self
    copy.operation = operation
    return copy
  }
}

/// A variation of a sample, and what to call the mistake that it is.
struct Variation {
  let name: String
  let sample: OperatorSample

  init(_ name: String, _ sample: OperatorSample) {
    self.name = name
    self.sample = sample
  }
}

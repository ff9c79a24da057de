import Graph

extension OperatorSite {
  /// This engine can't do what the operator asks.
  func unsupported(_ reason: String) -> EngineError {
    .unsupported(Unsupported(engine: "reference", subject: subject, reason: reason))
  }

  /// The values of an operand that must be known before the graph runs.
  /// - Throws: `unsupported` if it is not a constant.
  func constantValues(_ operand: Int, _ name: String) throws(EngineError) -> [Double] {
    guard operand < inputs.count, let tensor = constant(operand) else {
      throw unsupported("'\(name)' is not a constant")
    }
    return tensor.realValues
  }

  /// The values of a constant operand that holds a shape or other counts.
  func constantIntegers(_ operand: Int, _ name: String) throws(EngineError) -> [Int] {
    try constantValues(operand, name).map { Int($0) }
  }

  /// A zero point: 0 on FP operands, whatever the operand holds.
  func zeroPoint(
    _ operand: Int, _ name: String, of values: Int = 0
  ) throws(EngineError) -> Double {
    guard inputs[values].dtype.isInteger else { return 0 }
    return try constantValues(operand, name).first ?? 0
  }
}

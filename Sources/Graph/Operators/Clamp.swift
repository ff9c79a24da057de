/// CLAMP: every element brought into a range.
public struct Clamp: Sendable, Hashable {
  /// The lower end, little-endian bytes of the tensor's element type; in a graph not yet validated
  /// zeros may follow.
  public var minimum: [UInt8]
  /// The upper end, likewise.
  public var maximum: [UInt8]
  /// What a NaN does.
  public var nanMode: NanPropagationMode

  /// The operator with its attributes.
  public init(minimum: [UInt8], maximum: [UInt8], nanMode: NanPropagationMode = .propagate) {
    self.minimum = minimum
    self.maximum = maximum
    self.nanMode = nanMode
  }
}

extension Clamp: OperatorRule {
  public var kind: OperatorKind { .clamp }

  public var signature: OperandSignature { OperandSignature(["input"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let input = operands[0]
    try Self.types.row(input.dtype)
    let low = try Self.number("min_val", minimum, input.dtype)
    let high = try Self.number("max_val", maximum, input.dtype)
    guard low <= high else {
      throw RuleViolation(
        "max_val", expected: "\(low), which is min_val, or more", found: "\(high)")
    }
    return [input.type]
  }

  /// The number that the bytes of a limit stand for, which may be padded with zeros; exact, never a
  /// NaN.
  private static func number(
    _ part: String, _ bytes: [UInt8], _ dtype: DType
  ) throws(RuleViolation) -> Double {
    let size = dtype.hostSize
    guard bytes.count >= size, bytes.dropFirst(size).allSatisfy({ $0 == 0 }) else {
      throw RuleViolation(
        part, expected: "\(size) bytes for \(dtype)", found: "\(bytes.count)")
    }
    let number = Tensor(TensorType(dtype, []), bytes: Array(bytes.prefix(size))).realValues[0]
    if number.isNaN { throw RuleViolation(part, expected: "a number", found: "NaN") }
    return number
  }

  static let types = TypeTable("input", [.int8, .int16] + .floats)
}

/// RESCALE: integers scaled by a multiplier and a shift from one zero point to another.
public struct Rescale: Sendable, Hashable {
  /// Whether multipliers are INT32; otherwise they are INT16.
  public var scale32: Bool
  /// How the product is rounded.
  public var roundingMode: RoundingMode
  /// Whether each channel of the last axis has a multiplier and shift of its own.
  public var perChannel: Bool
  /// Whether the input's bits are unsigned.
  public var inputUnsigned: Bool
  /// Whether the output's bits are unsigned.
  public var outputUnsigned: Bool

  /// The operator with its attributes.
  public init(
    scale32: Bool = true, roundingMode: RoundingMode = .single, perChannel: Bool = false,
    inputUnsigned: Bool = false, outputUnsigned: Bool = false
  ) {
    self.scale32 = scale32
    self.roundingMode = roundingMode
    self.perChannel = perChannel
    self.inputUnsigned = inputUnsigned
    self.outputUnsigned = outputUnsigned
  }
}

extension Rescale: OperatorRule {
  public var kind: OperatorKind { .rescale }

  public var signature: OperandSignature {
    OperandSignature(["input", "multiplier", "shift", "input_zp", "output_zp"])
  }

  public func results(of list: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(list, signature)
    let input = operands[0]
    let output = try Self.types.row(input.dtype, list.declaredType())[1]
    try requireLegalAttributes(input.dtype, output)
    if perChannel { try input.require(rank: 1...Level.maximumRank) }
    let channels = perChannel ? input.shape.last ?? 1 : 1
    let multipliers = try operands[1].integers(TensorType(scale32 ? .int32 : .int16, [channels]))
    let shifts = try operands[2].integers(TensorType(.int8, [channels]))
    try Self.require("multiplier", multipliers, in: 0...Int(Int32.max))
    try Self.require("shift", shifts, in: 2...62)
    try Self.requireZeroPoint(operands[3], of: input.dtype, isUnsigned: inputUnsigned)
    try Self.requireZeroPoint(operands[4], of: output, isUnsigned: outputUnsigned)
    return [TensorType(output, input.shape)]
  }

  private func requireLegalAttributes(_ input: DType, _ output: DType) throws(RuleViolation) {
    if scale32, input == .int48 {
      throw RuleViolation("scale32", expected: "false for INT48", found: "true")
    }
    if !scale32, roundingMode == .double {
      throw RuleViolation(
        "rounding_mode", expected: "another than DOUBLE_ROUND without scale32",
        found: "DOUBLE_ROUND")
    }
    let words: [DType] = [.int32, .int48]
    if inputUnsigned, words.contains(input) || output == .int32 {
      throw RuleViolation(
        "input_unsigned", expected: "false for \(input) to \(output)", found: "true")
    }
    if outputUnsigned, words.contains(input) || output == .int32 || inputUnsigned {
      throw RuleViolation(
        "output_unsigned",
        expected: "false for \(inputUnsigned ? "unsigned " : "")\(input) to \(output)",
        found: "true")
    }
  }

  private static func require(
    _ part: String, _ numbers: [Int], in range: ClosedRange<Int>
  ) throws(RuleViolation) {
    guard let wrong = numbers.first(where: { !range.contains($0) }) else { return }
    throw RuleViolation(
      part, expected: "\(range.lowerBound) to \(range.upperBound)", found: "\(wrong)")
  }

  /// Any for INT8; 0 or 32768 for unsigned INT16, 0 for the rest.
  private static func requireZeroPoint(
    _ operand: Operand, of dtype: DType, isUnsigned: Bool
  ) throws(RuleViolation) {
    guard dtype == .int16, isUnsigned else {
      try operand.requireZeroPoint(of: dtype)
      return
    }
    let numbers = try operand.integers(TensorType(dtype, [1]))
    guard numbers == [0] || numbers == [Int(Int16.min)] else {
      throw RuleViolation(
        operand.name, expected: "0 or 32768 for unsigned INT16",
        found: numbers.map(String.init).joined())
    }
  }

  static let types = TypeTable(
    ["input", "output"],
    ([.int8, .int16, .int32, .int48] as [DType]).flatMap { input in
      ([.int8, .int16, .int32] as [DType]).map { [input, $0] }
    })
}

/// RESIZE: an NHWC tensor scaled by a ratio, by the nearest sample or bilinearly.
public struct Resize: Sendable, Hashable {
  /// How values between samples are found.
  public var mode: ResizeMode

  /// The operator with its attributes.
  public init(mode: ResizeMode) {
    self.mode = mode
  }
}

extension Resize: OperatorRule {
  public var kind: OperatorKind { .resize }

  public var signature: OperandSignature {
    OperandSignature(["input", "scale", "offset", "border"])
  }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let input = operands[0]
    let types = mode == .bilinear ? Self.bilinear : Self.nearest
    let output = try types.row(input.dtype)[1]
    try input.require(rank: 4)
    let scale = try operands[1].sizes(count: 4)
    let offset = try operands[2].sizes(count: 2)
    let border = try operands[3].sizes(count: 2)
    var sizes = input.shape.dimensions
    for (index, axis) in ["y", "x"].enumerated() {
      sizes[index + 1] = try Self.outputSize(
        axis, size: sizes[index + 1], numerator: scale[2 * index],
        denominator: scale[2 * index + 1], offset: offset[index], border: border[index])
    }
    return [TensorType(output, Shape(sizes))]
  }

  /// `((size - 1) * numerator - offset + border) / denominator + 1`, which must be exact.
  private static func outputSize(
    _ axis: String, size: Int, numerator: Int, denominator: Int, offset: Int, border: Int
  ) throws(RuleViolation) -> Int {
    try Window.require("input", axis, size, in: 1...16383)
    try Window.require("scale", axis, numerator, in: 1...2048)
    try Window.require("scale", axis, denominator, in: 1...16 * numerator - 1)
    guard numerator <= Level.maximumScale * denominator else {
      throw RuleViolation(
        "scale", expected: "\(Level.maximumScale) at most along \(axis) (level 8K)",
        found: "\(numerator)/\(denominator)")
    }
    try Window.require("offset", axis, offset, in: -numerator...16 * numerator - 1)
    try Window.require("border", axis, border, in: -16 * numerator...numerator - 1)
    let span = (size - 1) * numerator - offset + border
    guard span >= 0, span % denominator == 0 else {
      throw RuleViolation(
        "scale", expected: "a denominator that divides \(span) along \(axis)",
        found: "\(denominator)")
    }
    let result = span / denominator + 1
    try Window.require("output", axis, result, in: 1...16383)
    return result
  }

  private static let reals: [[DType]] = [DType].floats.map { [$0, $0] }
  static let nearest = TypeTable(
    ["input", "output"], [[.int8, .int8], [.int16, .int16]] + reals)
  static let bilinear = TypeTable(
    ["input", "output"], [[.int8, .int32], [.int16, .int48]] + reals)
}

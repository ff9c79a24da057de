/// The operators that reduce one axis to size 1.
public struct Reduce: Sendable, Hashable {
  /// What the elements along the axis are reduced by.
  public enum Function: Sendable, Hashable {
    case all
    case any
    case max(nanMode: NanPropagationMode)
    case min(nanMode: NanPropagationMode)
    case product
    case sum
  }

  /// What the elements are reduced by.
  public var function: Function
  /// The axis to reduce.
  public var axis: Int

  /// A reduction of `axis`.
  public init(_ function: Function, axis: Int) {
    self.function = function
    self.axis = axis
  }
}

extension Reduce: OperatorRule {
  public var kind: OperatorKind {
    switch function {
    case .all: .reduceAll
    case .any: .reduceAny
    case .max: .reduceMax
    case .min: .reduceMin
    case .product: .reduceProduct
    case .sum: .reduceSum
    }
  }

  public var signature: OperandSignature { OperandSignature(["input"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let input = operands[0]
    try types.row(input.dtype)
    try input.require(rank: 1...Level.maximumRank)
    try input.require(axis: axis)
    var sizes = input.shape.dimensions
    sizes[axis] = 1
    return [TensorType(input.dtype, Shape(sizes))]
  }

  var types: TypeTable {
    switch function {
    case .all, .any: Self.truths
    case .max, .min: Self.ordered
    case .product: Self.factors
    case .sum: Self.addends
    }
  }

  private static let truths = TypeTable("input", [.bool])
  private static let ordered = TypeTable("input", [.int8, .int16, .int32] + .floats)
  private static let factors = TypeTable("input", .floats)
  private static let addends = TypeTable("input", [.int32] + .floats)
}

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
}

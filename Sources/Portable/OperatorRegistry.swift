public import Graph

/// The operators that run between delegates. The registry: an operator that is not here is not run.
enum OperatorRegistry {
  /// All of them.
  static let all: [any PortableOperator] =
    [
      BatchNorm(), Cat(), Convolution(), DequantizePerTensor(), ExpandCopy(), GreaterScalar(),
      PermuteCopy(), PowScalar(), QuantizePerTensor(), SliceCopy(), ToDimOrderCopy(), WhereSelf(),
    ] + Binary.all + Lookup.all + MatrixProduct.all + PerChannel.all + Reduce.all
    + ReshapeCopy.all + SplitCopy.all + Unary.all

  private static let byName = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The operator of that name; nil if there is none.
  static subscript(name: ProgramOperator) -> (any PortableOperator)? { byName[name] }
}

extension ProgramPlan {
  /// The operators that can run between delegates.
  public static let supportedOperators: [ProgramOperator] = OperatorRegistry.all.map(\.name)
}

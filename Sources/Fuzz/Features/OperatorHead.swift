import Graph

/// An operator with the types of its first operand and result: what most features are named after.
struct OperatorHead: Sendable, Hashable {
  let kind: OperatorKind
  let types: TypePair

  /// `RESCALE INT32 to INT8`, or `ADD INT32`.
  var name: String {
    types.input == types.output
      ? "\(kind.name) \(types.input.name)"
      : "\(kind.name) \(types.input.name) to \(types.output.name)"
  }

  /// Every one that a profile's recipes can make and an engine computes.
  static func all(of profile: Profile) -> [OperatorHead] {
    var heads: [OperatorHead] = []
    for kind in OperatorKind.allCases {
      for types in kind.legalTypes
      where profile.families.contains(where: { $0.makes(kind, types) }) {
        heads.append(OperatorHead(kind: kind, types: types))
      }
    }
    return heads
  }
}

extension Profile {
  /// The families of the recipes that its graphs are made of.
  var families: [Recipe.Family] {
    switch self {
    case .cnnInt: [.cnn]
    case .int: [.int]
    case .fp: [.fp]
    // The INT8 forms of FP32 networks have the operators of a CNN.
    case .paired: [.quantizable, .cnn]
    case .all: Recipe.Family.allCases
    }
  }
}

extension Recipe.Family {
  /// The types that an operator has in an INT8 network.
  private static func cnnTypes(_ kind: OperatorKind) -> [TypePair] {
    switch kind {
    case .conv2D, .depthwiseConv2D, .matMul: [TypePair(.int8, .int32)]
    case .add, .sub, .mul, .reduceSum: [TypePair(.int32, .int32)]
    case .rescale:
      [TypePair(.int8, .int8), TypePair(.int8, .int32), TypePair(.int32, .int8)]
    default: [TypePair(.int8, .int8)]
    }
  }

  /// The operators that only move elements, of any type.
  private static let movers: Set<OperatorKind> = [
    .concat, .pad, .reshape, .reverse, .slice, .tile, .transpose,
  ]
  private static let integers: Set<DType> = [.bool, .int4, .int8, .int16, .int32, .int48]

  /// Whether graphs of the family hold the operator with these types.
  fileprivate func makes(_ kind: OperatorKind, _ types: TypePair) -> Bool {
    guard
      RecipeBook.recipes.contains(where: { ($0.weights[self] ?? 0) > 0 && $0.kinds.contains(kind) })
    else { return false }
    let both: Set<DType> = [types.input, types.output]
    switch self {
    case .cnn: return Self.cnnTypes(kind).contains(types)
    case .int:
      return both.isSubset(of: Self.integers)
        && !(kind == .identity && both.isSubset(of: [.int4, .int48]))
    case .fp:
      return (both.contains(.fp32) && both.isDisjoint(with: [.fp16, .bf16])) || both == [.bool]
        || (both == [.int32] && Self.movers.contains(kind))
    case .quantizable: return both == [.fp32]
    }
  }
}

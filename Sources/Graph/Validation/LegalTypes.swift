/// The element types of an operator's first operand and first result.
public struct TypePair: Sendable, Hashable {
  public var input: DType
  public var output: DType

  /// From `input` to `output`.
  public init(_ input: DType, _ output: DType) {
    self.input = input
    self.output = output
  }
}

extension OperatorKind {
  /// What TOSA 1.0 defines the operator for, each pair once, in the order of the specification; empty for
  /// constants, and where a graph decides (control flow, variables, CUSTOM, FFT).
  public var legalTypes: [TypePair] {
    var pairs: [TypePair] = []
    for pair in typePairs where !pairs.contains(pair) { pairs.append(pair) }
    return pairs
  }

  private var typePairs: [TypePair] {
    switch self {
    case .argMax: ArgMax.types.rows.map { TypePair($0[0], .int32) }
    case .avgPool2D: AvgPool2D.types.same
    case .conv2D, .conv3D, .depthwiseConv2D, .transposeConv2D: Convolution.types.ends
    case .matMul: MatMul.types.ends
    case .maxPool2D: MaxPool2D.types.same
    case .clamp: Clamp.types.same
    case .erf: Unary.erf.types.same
    case .sigmoid: Unary.sigmoid.types.same
    case .tanh: Unary.tanh.types.same
    case .abs: Unary.abs.types.same
    case .bitwiseNot: Unary.bitwiseNot.types.same
    case .ceil: Unary.ceil.types.same
    case .clz: Unary.clz.types.same
    case .cos: Unary.cos.types.same
    case .exp: Unary.exp.types.same
    case .floor: Unary.floor.types.same
    case .identity: Unary.identity.types.same
    case .log: Unary.log.types.same
    case .logicalNot: Unary.logicalNot.types.same
    case .reciprocal: Unary.reciprocal.types.same
    case .rsqrt: Unary.rsqrt.types.same
    case .sin: Unary.sin.types.same
    case .add: Binary.add.types.same
    case .arithmeticRightShift: Binary.arithmeticRightShift(round: false).types.same
    case .bitwiseAnd: Binary.bitwiseAnd.types.same
    case .bitwiseOr: Binary.bitwiseOr.types.same
    case .bitwiseXor: Binary.bitwiseXor.types.same
    case .intDiv: Binary.intDiv.types.same
    case .logicalAnd: Binary.logicalAnd.types.same
    case .logicalLeftShift: Binary.logicalLeftShift.types.same
    case .logicalRightShift: Binary.logicalRightShift.types.same
    case .logicalOr: Binary.logicalOr.types.same
    case .logicalXor: Binary.logicalXor.types.same
    case .maximum: Binary.maximum(nanMode: .propagate).types.same
    case .minimum: Binary.minimum(nanMode: .propagate).types.same
    case .pow: Binary.pow.types.same
    case .sub: Binary.sub.types.same
    case .equal, .greater, .greaterEqual: Compare.types.rows.map { TypePair($0[0], .bool) }
    case .mul: Mul.types.ends
    case .negate: Negate.types.same
    case .table: Table.types.ends
    case .select: Select.types.ends
    case .reduceAll: Reduce(.all, axis: 0).types.same
    case .reduceAny: Reduce(.any, axis: 0).types.same
    case .reduceMax: Reduce(.max(nanMode: .propagate), axis: 0).types.same
    case .reduceMin: Reduce(.min(nanMode: .propagate), axis: 0).types.same
    case .reduceProduct: Reduce(.product, axis: 0).types.same
    case .reduceSum: Reduce(.sum, axis: 0).types.same
    case .concat: Concat.types.same
    case .pad: Pad.types.same
    case .reshape: Reshape.types.same
    case .reverse: Reverse.types.same
    case .slice: Slice.types.same
    case .tile: Tile.types.same
    case .transpose: Transpose.types.same
    case .gather: Gather.types.same
    case .scatter: Scatter.types.same
    case .resize: Resize.nearest.ends + Resize.bilinear.ends
    case .cast: Cast.types.ends
    case .rescale: Rescale.types.ends
    case .fft2D, .rfft2D, .const, .constShape, .custom, .condIf, .whileLoop, .variable,
      .variableWrite, .variableRead:
      []
    }
  }
}

extension TypeTable {
  /// For operators that keep the type of their first operand.
  fileprivate var same: [TypePair] { rows.map { TypePair($0[0], $0[0]) } }

  /// For tables whose last column is the result.
  fileprivate var ends: [TypePair] { rows.map { TypePair($0[0], $0[$0.count - 1]) } }
}

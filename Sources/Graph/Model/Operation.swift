/// What an operator does: one case for each operator of TOSA 1.0, or for each family of look-alikes,
/// with its attributes.
public enum Operation: Sendable, Hashable {
  case argMax(ArgMax)
  case avgPool2D(AvgPool2D)
  case conv2D(Conv2D)
  case conv3D(Conv3D)
  case depthwiseConv2D(DepthwiseConv2D)
  case fft2D(FFT2D)
  case matMul(MatMul)
  case maxPool2D(MaxPool2D)
  case rfft2D(RFFT2D)
  case transposeConv2D(TransposeConv2D)
  case clamp(Clamp)
  /// ABS, BITWISE_NOT, CEIL, CLZ, COS, ERF, EXP, FLOOR, IDENTITY, LOG, LOGICAL_NOT, RECIPROCAL,
  /// RSQRT, SIGMOID, SIN and TANH.
  case unary(Unary)
  /// ADD, ARITHMETIC_RIGHT_SHIFT, BITWISE_AND, BITWISE_OR, BITWISE_XOR, INTDIV, LOGICAL_AND,
  /// LOGICAL_LEFT_SHIFT, LOGICAL_OR, LOGICAL_RIGHT_SHIFT, LOGICAL_XOR, MAXIMUM, MINIMUM, POW and SUB.
  case binary(Binary)
  /// EQUAL, GREATER and GREATER_EQUAL.
  case compare(Compare)
  case mul(Mul)
  case negate(Negate)
  case table(Table)
  case select(Select)
  /// REDUCE_ALL, REDUCE_ANY, REDUCE_MAX, REDUCE_MIN, REDUCE_PRODUCT and REDUCE_SUM.
  case reduce(Reduce)
  case concat(Concat)
  case pad(Pad)
  case reshape(Reshape)
  case reverse(Reverse)
  case slice(Slice)
  case tile(Tile)
  case transpose(Transpose)
  case gather(Gather)
  case scatter(Scatter)
  case resize(Resize)
  case cast(Cast)
  case rescale(Rescale)
  case const(Const)
  case constShape(ConstShape)
  case custom(Custom)
  case condIf(CondIf)
  case whileLoop(WhileLoop)
  /// VARIABLE, VARIABLE_WRITE and VARIABLE_READ.
  case variable(Variable)

  /// The rule of this operator: its name, operands, legal types and shapes. The registry.
  public var rule: any OperatorRule {
    switch self {
    case .argMax(let rule): rule
    case .avgPool2D(let rule): rule
    case .conv2D(let rule): rule
    case .conv3D(let rule): rule
    case .depthwiseConv2D(let rule): rule
    case .fft2D(let rule): rule
    case .matMul(let rule): rule
    case .maxPool2D(let rule): rule
    case .rfft2D(let rule): rule
    case .transposeConv2D(let rule): rule
    case .clamp(let rule): rule
    case .unary(let rule): rule
    case .binary(let rule): rule
    case .compare(let rule): rule
    case .mul(let rule): rule
    case .negate(let rule): rule
    case .table(let rule): rule
    case .select(let rule): rule
    case .reduce(let rule): rule
    case .concat(let rule): rule
    case .pad(let rule): rule
    case .reshape(let rule): rule
    case .reverse(let rule): rule
    case .slice(let rule): rule
    case .tile(let rule): rule
    case .transpose(let rule): rule
    case .gather(let rule): rule
    case .scatter(let rule): rule
    case .resize(let rule): rule
    case .cast(let rule): rule
    case .rescale(let rule): rule
    case .const(let rule): rule
    case .constShape(let rule): rule
    case .custom(let rule): rule
    case .condIf(let rule): rule
    case .whileLoop(let rule): rule
    case .variable(let rule): rule
    }
  }

  /// Which of the 75 operators this is.
  public var kind: OperatorKind { rule.kind }

  /// Whether the result's value is part of the graph: CONST and CONST_SHAPE.
  public var isConstant: Bool {
    switch self {
    case .const, .constShape: true
    default: false
    }
  }
}

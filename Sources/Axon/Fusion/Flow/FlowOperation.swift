import Graph

/// What a node of a ``Flow`` does, whatever file it stands in.
///
/// Front ends bring equal things to one form: `pow(x, 2)` and `x * x` are both ``square``, limits at
/// the ends of a type are infinities, sums along one axis after another are one sum.
enum FlowOperation: Sendable, Hashable {
  // Two operands, element by element; the operands may be broadcast.
  case add, subtract, multiply, divide, greater

  // One operand, element by element.
  case square, negate, abs, exp, log, log1p, reciprocal, rsqrt, erf
  case sigmoid, tanh, gelu
  /// Brings every element between two numbers.
  case clamp(Double, Double)
  /// The first operand where it is at least 0, else its product with the second.
  case leakyReLU
  /// The second operand where the first holds, else the third.
  case select

  // Along the innermost axes; `isInnermost` is false for any others, which no pattern takes.
  case sum(isInnermost: Bool)
  case mean(isInnermost: Bool)
  case maximum(isInnermost: Bool)
  case softmax(isInnermost: Bool)

  /// Operands joined along the innermost axis.
  case concatenateInnermost
  /// All but the first element of the innermost axis.
  case dropFirst
  /// `x W^T`, and plus a bias if there is a third operand; W is `[outputs, inputs]`.
  case linear

  // Integers.
  /// RESCALE to INT8, and from INT8 to INT32.
  case rescaleToInt8, rescaleToInt32
  /// CLAMP between two integers.
  case clampIntegers
  /// Sums of products that a convolution of constant weights accumulates.
  case accumulate
  /// The sum of one window that is a whole plane, divided: AVG_POOL2D.
  case averagePlane
  /// TABLE: 256 results.
  case table

  /// The same elements in the same order under another shape.
  case view
  /// Anything else.
  case other(String)

  /// Whether operands may change places.
  var isCommutative: Bool { self == .add || self == .multiply }

  /// Whether the operands are read element by element, so that their shapes matter.
  var isElementwise: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .greater, .select: true
    default: false
    }
  }
}

/// A value that a pattern takes from outside or gives a name: its place among a kernel's operands.
struct Capture: Sendable, Hashable {
  let index: Int
  let name: String

  init(_ index: Int, _ name: String) {
    self.index = index
    self.name = name
  }
}

/// How the elements of an operand meet those of an elementwise result.
enum Spread: Sendable, Hashable {
  /// One for one.
  case full
  /// One for each row: the innermost axis of the result has one element in the operand.
  case rows
  /// One for each place in a row, the same in every row.
  case columns
  /// Any way.
  case any
}

/// The shape of a subgraph: what an operation is applied to, down to values from outside.
///
/// ```swift
/// let x = PatternExpression.operand(Capture(0, "x"))
/// let silu = x * sigmoid(x)     // the same x twice: both must be one value
/// ```
///
/// Views are looked through everywhere. Products and sums match in either order of their operands.
indirect enum PatternExpression: Sendable {
  /// A value from outside; the same one wherever the capture occurs.
  case operand(Capture)
  /// A number, within a relative tolerance of 2^-20.
  case number(Double)
  /// A number to be read out, in a range.
  case parameter(Capture, ClosedRange<Double>)
  /// An operation on others.
  case apply(FlowOperation, [PatternExpression])
  /// A shared inner value: matched once, the same value after that. With `isResult` it is seen outside.
  case named(Capture, isResult: Bool, PatternExpression)
  /// An operand of an elementwise operation that is spread over its result.
  case spread(Spread, PatternExpression)

  /// This expression with one element for each row of the result.
  var onRows: PatternExpression { .spread(.rows, self) }
  /// This expression with one element for each place in a row of the result.
  var onColumns: PatternExpression { .spread(.columns, self) }

  static func + (a: PatternExpression, b: PatternExpression) -> PatternExpression {
    .apply(.add, [a, b])
  }
  static func - (a: PatternExpression, b: PatternExpression) -> PatternExpression {
    .apply(.subtract, [a, b])
  }
  static func * (a: PatternExpression, b: PatternExpression) -> PatternExpression {
    .apply(.multiply, [a, b])
  }
  static func / (a: PatternExpression, b: PatternExpression) -> PatternExpression {
    .apply(.divide, [a, b])
  }
}

extension PatternExpression: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  init(floatLiteral value: Double) { self = .number(value) }
  init(integerLiteral value: Int) { self = .number(Double(value)) }
}

// Functions by the names that formulas use.
extension PatternExpression {
  static func exp(_ x: PatternExpression) -> PatternExpression { .apply(.exp, [x]) }
  static func sigmoid(_ x: PatternExpression) -> PatternExpression { .apply(.sigmoid, [x]) }
  static func tanh(_ x: PatternExpression) -> PatternExpression { .apply(.tanh, [x]) }
  static func rsqrt(_ x: PatternExpression) -> PatternExpression { .apply(.rsqrt, [x]) }
  static func square(_ x: PatternExpression) -> PatternExpression { .apply(.square, [x]) }
  static func clamp(_ x: PatternExpression, _ low: Double, _ high: Double) -> PatternExpression {
    .apply(.clamp(low, high), [x])
  }
  /// RESCALE of INT8 to INT32.
  static func widened(_ x: PatternExpression) -> PatternExpression {
    .apply(.rescaleToInt32, [x])
  }
  /// RESCALE to INT8.
  static func scaled(_ x: PatternExpression) -> PatternExpression { .apply(.rescaleToInt8, [x]) }
  /// The sum of each row.
  static func sum(_ x: PatternExpression) -> PatternExpression {
    .apply(.sum(isInnermost: true), [x])
  }
  /// `x sigmoid(x)`.
  static func silu(_ x: PatternExpression) -> PatternExpression { x * sigmoid(x) }
}

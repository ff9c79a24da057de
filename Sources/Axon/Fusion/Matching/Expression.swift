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
/// let x = Expression.operand(Capture(0, "x"))
/// let silu = x * sigmoid(x)     // the same x twice: both must be one value
/// ```
///
/// Views are looked through everywhere. Products and sums match in either order of their operands.
indirect enum Expression: Sendable {
  /// A value from outside; the same one wherever the capture occurs.
  case operand(Capture)
  /// A number, within a relative tolerance of 2^-20.
  case number(Double)
  /// A number to be read out, in a range.
  case parameter(Capture, ClosedRange<Double>)
  /// An operation on others.
  case apply(FlowOperation, [Expression])
  /// A shared inner value: matched once, the same value after that. With `isResult` it is seen outside.
  case named(Capture, isResult: Bool, Expression)
  /// The first of several that matches.
  case either([Expression])
  /// An operand of an elementwise operation that is spread over its result.
  case spread(Spread, Expression)

  /// This expression with one element for each row of the result.
  var onRows: Expression { .spread(.rows, self) }
  /// This expression with one element for each place in a row of the result.
  var onColumns: Expression { .spread(.columns, self) }

  static func + (a: Expression, b: Expression) -> Expression { .apply(.add, [a, b]) }
  static func - (a: Expression, b: Expression) -> Expression { .apply(.subtract, [a, b]) }
  static func * (a: Expression, b: Expression) -> Expression { .apply(.multiply, [a, b]) }
  static func / (a: Expression, b: Expression) -> Expression { .apply(.divide, [a, b]) }
}

extension Expression: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  init(floatLiteral value: Double) { self = .number(value) }
  init(integerLiteral value: Int) { self = .number(Double(value)) }
}

// Functions by the names that formulas use.
extension Expression {
  static func exp(_ x: Expression) -> Expression { .apply(.exp, [x]) }
  static func sigmoid(_ x: Expression) -> Expression { .apply(.sigmoid, [x]) }
  static func tanh(_ x: Expression) -> Expression { .apply(.tanh, [x]) }
  static func rsqrt(_ x: Expression) -> Expression { .apply(.rsqrt, [x]) }
  static func square(_ x: Expression) -> Expression { .apply(.square, [x]) }
  static func clamp(_ x: Expression, _ low: Double, _ high: Double) -> Expression {
    .apply(.clamp(low, high), [x])
  }
  /// The sum of each row.
  static func sum(_ x: Expression) -> Expression { .apply(.sum(isInnermost: true), [x]) }
  /// `x sigmoid(x)`.
  static func silu(_ x: Expression) -> Expression { x * sigmoid(x) }
}

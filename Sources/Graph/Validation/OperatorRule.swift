/// What TOSA says of one operator: how many operands, of which types and shapes, and what comes out.
///
/// Each operator's attributes conform in their own file under `Operators/`.
public protocol OperatorRule: Sendable, Hashable {
  /// Which of the 75 operators this is.
  var kind: OperatorKind { get }

  /// The operands in order, by their names in the specification.
  var signature: OperandSignature { get }

  /// The types of the results, from the types of the operands and the values of those that are
  /// compile-time constants.
  ///
  /// - Throws: what breaks the rule: legal types, ranks, sizes, attribute values, required constants.
  func results(of operands: OperandList) throws(RuleViolation) -> [TensorType]
}

/// The names of an operator's operands and results.
public struct OperandSignature: Sendable, Hashable {
  /// The operands in order: `["input", "weight", "bias", "input_zp", "weight_zp"]`.
  public var inputs: [String]
  /// Whether the last name in `inputs` may stand for any number of operands.
  public var isVariadic: Bool
  /// The smallest number of operands.
  public var required: Int
  /// The number of results; nil where the graph decides (control flow, CUSTOM).
  public var outputCount: Int?

  /// A list of operand names with one result; all must be there unless `required` says otherwise.
  public init(
    _ inputs: [String], isVariadic: Bool = false, required: Int? = nil, outputCount: Int? = 1
  ) {
    self.inputs = inputs
    self.isVariadic = isVariadic
    self.required = required ?? inputs.count
    self.outputCount = outputCount
  }
}

/// The operands of one operator as its rule sees them.
public struct OperandList: Sendable {
  /// The declared types, in operand order.
  public var types: [TensorType]
  /// The values of those operands that are constants.
  public var values: [Tensor?]
  /// The declared types of the results: for operators whose attributes do not determine them
  /// (CAST, RESCALE, CONST, an accumulator type), the rule reads the element type here.
  public var declaredResults: [TensorType]

  /// Operands of the given types.
  public init(types: [TensorType], values: [Tensor?], declaredResults: [TensorType]) {
    self.types = types
    self.values = values
    self.declaredResults = declaredResults
  }
}

/// Which operand or attribute breaks a rule, and how.
public struct RuleViolation: Error, Sendable, Hashable {
  /// The offending part: an operand name, `output` or an attribute name.
  public var part: String
  /// What the rule expects.
  public var expected: String
  /// What the graph has.
  public var found: String

  /// A broken rule.
  public init(_ part: String, expected: String, found: String) {
    self.part = part
    self.expected = expected
    self.found = found
  }
}

/// The combinations of element types that an operator is defined for, all profiles and extensions of
/// TOSA 1.0 together but for FP8.
///
/// ```swift
/// static let types = TypeTable(["input", "output"], [[.int8, .int32], [.int16, .int32]])
/// ```
struct TypeTable: Sendable {
  /// What each column stands for: an operand, `output` or `acc_type`.
  let columns: [String]
  /// The legal combinations, a type for each column.
  let rows: [[DType]]

  init(_ columns: [String], _ rows: [[DType]]) {
    self.columns = columns
    self.rows = rows
  }

  /// A table of one column: the types that an operand may have.
  init(_ column: String, _ types: [DType]) {
    self.init([column], types.map { [$0] })
  }

  /// Finds the row of the given types, which may stop short of the last columns.
  ///
  /// - Returns: the first such row: from it the types of the columns not given.
  /// - Throws: naming the first column whose type goes with none of the types before it.
  @discardableResult
  func row(_ given: DType...) throws(RuleViolation) -> [DType] {
    var candidates = rows
    for (column, type) in given.enumerated() {
      let fitting = candidates.filter { $0[column] == type }
      if fitting.isEmpty {
        throw RuleViolation(
          columns[column], expected: Self.list(candidates.map { $0[column] }), found: type.name)
      }
      candidates = fitting
    }
    return candidates[0]
  }

  /// `INT8, INT16 or FP32`: each type once, in order.
  private static func list(_ types: [DType]) -> String {
    var names: [String] = []
    for type in types where !names.contains(type.name) { names.append(type.name) }
    guard let last = names.popLast() else { return "no type" }
    return names.isEmpty ? last : names.joined(separator: ", ") + " or " + last
  }
}

extension [DType] {
  static let floats: [DType] = [.fp16, .bf16, .fp32]
  /// What operators that only move elements take.
  static let movable: [DType] = [.bool, .int8, .int16, .int32] + floats
}

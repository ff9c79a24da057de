public import Comparison
import Graph

/// What a reduced failure cannot do without: everything that is left of a case after every simpler value
/// was tried tells which part of an operator goes wrong.
///
/// These are the attributes of a signature after reduction. Two failures of one bug end with the same ones
/// however different the graphs were in which they were found.
enum FailureTraits {
  /// The traits of `failure`, which is all that is left of `reduced`.
  static func of(_ failure: Failure, in reduced: FuzzCase) -> [String] {
    let block = reduced.block
    guard let index = failure.operatorIndex, block.operators.indices.contains(index) else {
      return failure.signature.attributes
    }
    let op = block.operators[index]
    // What an oracle adds is no attribute of the operator.
    let plain = Set(OperatorTraits.of(op, in: block))
    var traits = failure.signature.attributes.filter { !plain.contains($0) }
    traits += OperatorTraits.of(op, in: block)
    traits += constants(of: op, in: block)
    traits += sizes(of: op, in: block)
    traits += company(of: index, in: block)
    return traits
  }

  /// Constant operands of one number, and biases, that are not 0.
  private static func constants(of op: Operator, in block: Block) -> [String] {
    zip(op.operation.rule.signature.inputs, op.inputs).compactMap { name, id in
      guard let numbers = block[id].value?.integerValues, block[id].type.dtype != .shape,
        numbers.count == 1 || name == "bias", !isScale(name), numbers.contains(where: { $0 != 0 })
      else { return nil }
      return name
    }
  }

  /// A factor of 0 means nothing.
  private static func isScale(_ name: String) -> Bool { name == "multiplier" || name == "shift" }

  /// The axes along which a result needs more than one element.
  private static func sizes(of op: Operator, in block: Block) -> [String] {
    guard let result = op.outputs.first else { return [] }
    let shape = block[result].type.shape
    let large = shape.indices.filter { shape[$0] > 1 }
    guard shape.rank == 4 else { return large.isEmpty ? [] : ["\(large.count) axes"] }
    return large.map { ["batch", "rows", "columns", "channels"][$0] }
  }

  /// The operators beside it that are needed.
  private static func company(of index: Int, in block: Block) -> [String] {
    let others = block.operators.enumerated().filter {
      $0.offset != index && !$0.element.operation.isConstant
    }
    return Set(others.map { "with \($0.element.kind)" }).sorted()
  }
}

extension Failure {
  /// The signature of a failure that is all that is left of `reduced`: its attributes are what it needs.
  public func reducedSignature(in reduced: FuzzCase) -> FailureSignature {
    var signature = signature
    signature.attributes = FailureTraits.of(self, in: reduced)
    return signature
  }
}

import Graph

/// Follows a chain of operators of which nothing else reads anything, and notes them.
struct ChainWalk {
  /// An operator of the chain is another than was looked for.
  static let other = Rejection("its operators are no softmax")

  private(set) var operators: [Int] = []
  private let context: LoweringContext

  init(_ context: LoweringContext) { self.context = context }

  /// The one operator that reads the result of another.
  func reader(of index: Int) throws(Rejection) -> Int {
    guard let reader = context.onlyReader(of: result(of: index)) else { throw Self.other }
    return reader
  }

  /// The two operators that read the result of another.
  func fork(of index: Int) throws(Rejection) -> (Int, Int) { try readers(of: result(of: index)) }

  /// The RESCALE and the REDUCE that read a tensor.
  func fork(from tensor: TensorID) throws(Rejection) -> (rescale: Int, reduce: Int) {
    let (first, second) = try readers(of: tensor)
    if case .reduce = context.operation(first) { return (second, first) }
    return (first, second)
  }

  /// Whether what reads the result of an operator reduces it.
  func isReduced(_ index: Int) throws(Rejection) -> Bool {
    if case .reduce = context.operation(try reader(of: index)) { return true }
    return false
  }

  /// A RESCALE by tensor between two zero points.
  ///
  /// - Parameter output: the zero point that it must give; nil for any.
  mutating func rescale(
    _ index: Int, from input: Int, to output: Int?
  ) throws(Rejection) -> (index: Int, scale: Double, zeroPoint: Int) {
    let factors = try RescaleFactors(index, in: context)
    guard factors.inputZeroPoint == input, output == nil || factors.outputZeroPoint == output
    else { throw Self.other }
    operators.append(index)
    return (index, try factors.single(), factors.outputZeroPoint)
  }

  /// The axis of a REDUCE.
  mutating func reduction(_ index: Int, _ function: Reduce.Function) throws(Rejection) -> Int {
    guard case .reduce(let reduce) = context.operation(index), reduce.function == function else {
      throw Self.other
    }
    operators.append(index)
    return reduce.axis
  }

  /// A TABLE of INT8.
  mutating func table(_ index: Int) throws(Rejection) -> (index: Int, entries: [Int8]) {
    guard case .table = context.operation(index),
      let table = context.constant(context.block.operators[index].inputs[1]), table.dtype == .int8
    else { throw Self.other }
    operators.append(index)
    return (index, table.elements(as: Int8.self))
  }

  /// SUB, or MUL without a shift, of the results of two operators; for MUL in either order.
  mutating func operation(
    _ kind: OperatorKind, of first: Int, _ second: Int
  ) throws(Rejection) -> Int {
    let index = try reader(of: first)
    let op = context.block.operators[index]
    let operands = [result(of: first), result(of: second)]
    let read = Array(op.inputs.prefix(2))
    guard op.kind == kind, try reader(of: second) == index,
      read == operands || (kind == .mul && read == operands.reversed())
    else { throw Self.other }
    if kind == .mul {
      guard try context.number(op.inputs[2]) == 0 else { throw Self.other }
    }
    operators.append(index)
    return index
  }

  private func result(of index: Int) -> TensorID { context.block.operators[index].outputs[0] }

  private func readers(of tensor: TensorID) throws(Rejection) -> (Int, Int) {
    let readers = context.readers[tensor.index]
    guard readers.count == 2, !context.isOutput(tensor) else { throw Self.other }
    return (readers[0], readers[1])
  }
}

import Graph

/// A variable that a persistent variable layer can keep: read once, written once after that, the same
/// number everywhere at first.
struct StateVariable: Sendable {
  let name: String
  /// The VARIABLE_READ and the VARIABLE_WRITE.
  let read: Int
  let write: Int
  /// What every element is at first.
  let initial: Int

  /// - Parameter accesses: the operators on the variable, without its declaration, in the order of the block.
  init(_ info: TensorInfo, name: String, accesses: [Int], in block: Block) throws(Rejection) {
    self.name = name
    guard info.type.dtype == .int8 else {
      throw Rejection("AXON keeps INT8, not \(info.type.dtype)")
    }
    guard accesses.map({ block.operators[$0].operation }) == [.variable(.read), .variable(.write)]
    else {
      throw Rejection("AXON's variables are read once and written once, in this order")
    }
    (read, write) = (accesses[0], accesses[1])
    guard let values = info.value?.integerValues, let initial = values.first,
      values.allSatisfy({ $0 == initial })
    else { throw Rejection("AXON's variables begin with one number everywhere") }
    self.initial = Int(initial)
  }

  /// The layer that gives the old value, and takes the new one when the inference has ended.
  func claim(in context: LoweringContext) throws(Rejection) -> Claim {
    let result = context.block.operators[read].outputs[0]
    let arrangement = Arrangement(naturalFor: context.type(result).shape)
    var layer = AxonLayer(
      .persistentVariable, operands: [], inputs: [arrangement.dims], output: arrangement.dims)
    layer.onlyMove()
    layer.outputZeroPoint = initial
    var claim = try Claim(
      operators: [read], result: result, operands: [], layer: layer, arrangement: arrangement)
    claim.state = self
    return claim
  }
}

extension Block {
  /// The VARIABLE_READs and VARIABLE_WRITEs of each variable, in order.
  var variableAccesses: [String: [Int]] {
    var accesses: [String: [Int]] = [:]
    for (index, op) in operators.enumerated() where op.operation != .variable(.declare) {
      guard let name = op.variable(in: self)?.variableName else { continue }
      accesses[name, default: []].append(index)
    }
    return accesses
  }
}

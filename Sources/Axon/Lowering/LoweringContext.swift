import Graph

/// What is known of the graph while its operators are claimed one after another.
struct LoweringContext {
  let graph: ValidatedGraph
  let block: Block
  /// For each tensor the operators that read it.
  let readers: [[Int]]
  private let isOutput: [Bool]
  private let disabledFusions: Set<String>
  /// Whether a layer may be claimed together with what an extension makes of its result.
  var mayExtend = true
  /// For each tensor that a claim makes, or that is a view of one: how it lies, and the claim.
  private(set) var located: [(arrangement: Arrangement, claim: Int)?]

  init(_ graph: ValidatedGraph, disabledFusions: Set<String> = []) {
    self.graph = graph
    self.disabledFusions = disabledFusions
    block = graph.main
    var readers = [[Int]](repeating: [], count: block.tensors.count)
    for (index, op) in block.operators.enumerated() {
      for input in op.inputs where readers[input.index].last != index {
        readers[input.index].append(index)
      }
    }
    self.readers = readers
    var isOutput = [Bool](repeating: false, count: block.tensors.count)
    for id in block.outputs { isOutput[id.index] = true }
    self.isOutput = isOutput
    located = Array(repeating: nil, count: block.tensors.count)
  }

  /// Whether layers may take in what a fused pattern does.
  func mayFuse(_ pattern: FusedPattern) -> Bool { !disabledFusions.contains(pattern.name) }

  func type(_ id: TensorID) -> TensorType { block[id].type }
  func constant(_ id: TensorID) -> Tensor? { graph.constant(id) }
  func operation(_ index: Int) -> Operation { block.operators[index].operation }

  /// Whether the graph hands out a tensor.
  func isOutput(_ id: TensorID) -> Bool { isOutput[id.index] }

  /// The one operator that reads a tensor; nil if there are more, or the graph hands it out.
  func onlyReader(of id: TensorID) -> Int? {
    readers[id.index].count == 1 && !isOutput(id) ? readers[id.index][0] : nil
  }

  /// The numbers of a constant operand.
  func numbers(_ id: TensorID) throws(Rejection) -> [Int] {
    guard let values = graph.constant(id)?.integerValues else {
      throw Rejection("'\(block[id].name)' is not an integer constant")
    }
    return values.map(Int.init)
  }

  /// The one number of a constant operand, such as a zero point.
  func number(_ id: TensorID) throws(Rejection) -> Int {
    let values = try numbers(id)
    guard let first = values.first, values.allSatisfy({ $0 == first }) else {
      throw Rejection("'\(block[id].name)' differs between channels")
    }
    return first
  }

  /// Records where a claim's result lies.
  mutating func locate(_ id: TensorID, _ arrangement: Arrangement, claim: Int) {
    located[id.index] = (arrangement, claim)
  }

  /// Records a view's result, if its operand is located.
  mutating func locateView(_ index: Int) {
    let op = block.operators[index]
    guard let view = TensorView(op, in: block), let source = located[op.inputs[0].index] else {
      return
    }
    locate(
      op.outputs[0], source.arrangement.viewed(through: view.sources), claim: source.claim)
  }
}

import Graph

/// What an engine seems to have computed instead: each single small mistake with which the trusted engine
/// gives the wrong result too, in every element.
///
/// Mistakes are looked for one operator at a time, before sizes are reduced: that a mistake gives a whole
/// tensor by chance is unlikely, that it gives the one element that is left of it is not.
struct LikelyMistakes {
  /// The engine that is right.
  let trusted: any Engine
  /// How far from it a right result may be.
  let tolerance: Double

  /// The mistakes of operators that explain how `candidate` fails, the likeliest first; empty if none does.
  ///
  /// - Parameter known: the only ones that are tried; nil for all.
  func operatorMistakes(
    of failure: Failure, in candidate: FuzzCase, among known: Set<String>? = nil
  ) -> [String] {
    guard let run = run(of: failure, in: candidate), !agree(run.actual, run.expected) else {
      return []
    }
    var names: [String] = []
    for position in run.nodes.indices {
      let sample = run.nodes[position].sample
      for variation in sample.paddingMistakes + sample.attributeMistakes + sample.operandMistakes
      where known?.contains(variation.name) != false && !names.contains(variation.name) {
        var varied = run.nodes
        varied[position].sample = variation.sample
        guard let made = outcome(of: varied, in: run.block), agree(run.actual, made),
          // Half a unit from both tells nothing apart, a whole one does.
          tolerance < 1 || !agree(run.expected, made)
        else { continue }
        names.append(variation.name)
      }
    }
    return names
  }

  /// What the wrong numbers have in common with the right ones, whatever the operator.
  func resultMistakes(of failure: Failure, in candidate: FuzzCase) -> [String] {
    guard let run = run(of: failure, in: candidate) else { return [] }
    return ResultMistake.names(
      of: run.actual, run.expected, differing: failure.differing, tolerance: tolerance)
  }

  /// The operators up to the one that differs, and what both engines make of them.
  private struct Run {
    var block: Block
    var nodes: [Node]
    var actual: Tensor
    var expected: Tensor
  }

  private func run(of failure: Failure, in candidate: FuzzCase) -> Run? {
    // As engines see it: exporters take liberties with constants.
    guard let graph = try? ValidatedGraph(candidate.graph), let actual = failure.actual,
      let index = failure.operatorIndex, graph.main.operators.indices.contains(index)
    else { return nil }
    let nodes = samples(upTo: index, of: graph.main, candidate.inputs)
    guard let expected = outcome(of: nodes, in: graph.main) else { return nil }
    return Run(block: graph.main, nodes: nodes, actual: actual, expected: expected)
  }

  /// An operator with what it reads: operands that others make are filled in as these run.
  private struct Node {
    var sample: OperatorSample
    var operands: [TensorID]
    var result: TensorID
  }

  private func samples(
    upTo index: Int, of block: Block, _ values: [Tensor]
  ) -> [Node] {
    let inputs = Dictionary(zip(block.inputs, values)) { first, _ in first }
    return block.operators[...index].compactMap { op in
      guard !op.operation.isConstant, let result = op.outputs.first else { return nil }
      return Node(
        sample: OperatorSample(
          operation: op.operation,
          operands: op.inputs.map {
            block[$0].value ?? inputs[$0] ?? Tensor(zeros: block[$0].type)
          },
          isConstant: op.inputs.map { block[$0].value != nil }, result: block[result].type),
        operands: op.inputs, result: result)
    }
  }

  /// The last result when every operator is run on what those before it gave.
  private func outcome(of nodes: [Node], in block: Block) -> Tensor? {
    var made: [TensorID: Tensor] = [:]
    for (position, node) in nodes.enumerated() {
      var sample = node.sample
      for (operand, id) in node.operands.enumerated() where made[id] != nil {
        guard let value = made[id], value.dtype == sample.operands[operand].dtype else {
          return nil
        }
        sample.operands[operand] = value
      }
      guard let result = sample.run(on: trusted) else { return nil }
      if position == nodes.count - 1 { return result }
      made[node.result] = result
    }
    return nil
  }

  /// Whether an explanation of `failure` is hardly chance: values that are almost right, or few, are
  /// explained by any number of mistakes.
  func isTelling(_ failure: Failure) -> Bool {
    guard let actual = failure.actual else { return false }
    let bits = 8 * actual.dtype.hostSize - (tolerance < 1 ? 0 : 2)
    return bits * failure.differing.count >= 12
  }

  private func agree(_ first: Tensor, _ second: Tensor) -> Bool {
    guard first.count == second.count else { return false }
    return zip(first.realValues, second.realValues).allSatisfy {
      ($0 - $1).magnitude <= tolerance + $1.magnitude * 0x1p-23
    }
  }
}

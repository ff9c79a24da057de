import Graph

/// Makes new cases of old ones: a few small changes, then checked.
struct Mutator: Sendable {
  let limits: SizeLimits
  let profile: Profile
  /// How many of the last cases that showed something new are made use of: the rarest.
  private static let recentParents = 128
  private let table: [(mutation: Mutation, upTo: Int)]

  init(profile: Profile, limits: SizeLimits) {
    self.profile = profile
    self.limits = limits
    var sum = 0
    table = Mutation.all.map { mutation in
      sum += mutation.weight
      return (mutation, sum)
    }
  }

  /// A case made of one of `parents`; nil if none of a few attempts gives a valid graph.
  /// - Parameter isCorpus: whether all of them are as good; otherwise the last are the rarest.
  func mutated(
    _ parents: [FuzzCase], isCorpus: Bool = false, seed: UInt64
  ) -> FuzzCase? {
    guard !parents.isEmpty else { return nil }
    var dice = Dice(seed: seed)
    let candidates = isCorpus ? parents[...] : parents.suffix(Self.recentParents)
    for _ in 0..<4 {
      let parent = pick(candidates, &dice)
      var edit = CaseEdit(
        item: parent, dice: Dice(seed: dice.bits()), limits: limits,
        family: family(of: parent, &dice), others: parents)
      // One change mostly: what is new should be next to what is known.
      let count = dice.once(in: 3) ? dice.integer(in: 2...4) : 1
      var isChanged = false
      for _ in 0..<count where pick(&dice).apply(&edit) { isChanged = true }
      guard isChanged else { continue }
      let result = edit.item.swept
      if result != parent, isSound(result) { return result }
    }
    return nil
  }

  /// Of two parents the one with fewer operators, so that mutants of mutants stay small.
  private func pick(_ parents: ArraySlice<FuzzCase>, _ dice: inout Dice) -> FuzzCase {
    let (one, other) = (dice.pick(parents), dice.pick(parents))
    return one.block.operators.count <= other.block.operators.count ? one : other
  }

  private func pick(_ dice: inout Dice) -> Mutation {
    let throwing = dice.integer(in: 0...(table.last?.upTo ?? 1) - 1)
    var low = 0
    while table[low].upTo <= throwing { low += 1 }
    return table[low].mutation
  }

  /// The recipes that go with a graph.
  private func family(of parent: FuzzCase, _ dice: inout Dice) -> Recipe.Family {
    let hasFloats = parent.block.hasFloats
    switch profile {
    case .cnnInt: return .cnn
    case .int: return .int
    case .fp: return .fp
    case .paired: return hasFloats ? .quantizable : .cnn
    case .all: return hasFloats ? .fp : dice.once(in: 2) ? .cnn : .int
    }
  }

  /// Whether the case is one that a campaign can run: valid, of the usual size, and with nothing that
  /// TOSA leaves open and no engine would notice.
  private func isSound(_ item: FuzzCase) -> Bool {
    guard !item.block.outputs.isEmpty, item.operatorCount > 0,
      item.operatorCount <= limits.operators.upperBound * 3 / 2,
      let graph = try? ValidatedGraph(item.graph)
    else { return false }
    let block = graph.main
    return block.tensors.allSatisfy { $0.type.shape.elementCount <= limits.elements * 2 }
      && block.operators.indices.allSatisfy {
        graph.multiplyAccumulates(ofOperator: $0) <= limits.work * 2
      } && block.operators.allSatisfy { Self.isDefined($0, in: graph) }
  }

  /// Whether an operator on FP numbers gets only what TOSA defines a result for: POW positive numbers, and
  /// CAST to an integer no NaN, both by a CLAMP before them.
  private static func isDefined(_ op: Operator, in graph: ValidatedGraph) -> Bool {
    func clamp(_ operand: TensorID) -> Clamp? {
      guard let producer = graph.producers[operand.index],
        case .clamp(let clamp) = graph.main.operators[producer].operation
      else { return nil }
      return clamp.nanMode == .ignore ? clamp : nil
    }
    switch op.operation {
    case .binary(.pow):
      guard let base = clamp(op.inputs[0]), clamp(op.inputs[1]) != nil else { return false }
      // A positive FP32 number has no sign bit, and is not 0.
      return base.minimum.count == 4 && base.minimum[3] & 0x80 == 0
        && base.minimum.contains { $0 != 0 }
    case .cast:
      let (input, output) = (graph.main[op.inputs[0]].type, graph.main[op.outputs[0]].type)
      return !input.dtype.isFloat || output.dtype.isFloat || clamp(op.inputs[0]) != nil
    default:
      return true
    }
  }
}

public import Graph

/// Invents valid TOSA graphs, with inputs.
///
/// ```swift
/// let generator = GraphGenerator(seed: 1, profile: .cnnInt)
/// let graph = try ValidatedGraph(generator.graph(42))   // never throws
/// ```
///
/// Graph `k` is a function of the seed, the profile, the limits and `k`: the same on every machine, in any
/// order, on any number of threads. In a campaign (``makeCase(_:novel:)``) the corpus and what the block has
/// shown so far come in too. Values stay where TOSA defines every result (no sum overflows, no
/// scaled value leaves its range), so that any two engines can be compared on every graph.
public struct GraphGenerator: Sendable {
  public let seed: UInt64
  public let kind: Profile
  public let limits: SizeLimits
  /// Cases that mutation starts from beside what a block finds; the first graphs of a campaign.
  public let corpus: [FuzzCase]
  /// How many of 100 cases of a campaign are mutations.
  public let mutationShare: Int
  /// How many cases of a block have to show something new before they are changed.
  let commonCases: Int
  let quantize: Quantize?
  let mutator: Mutator
  private let tables: [[(recipe: Recipe, upTo: Int)]]

  /// Makes an INT8 graph of an FP32 one, and quantizes the first of its sample inputs; nil where it can't.
  public typealias Quantize =
    @Sendable (_ graph: ValidatedGraph, _ samples: [[Tensor]]) -> FuzzCase?

  /// A generator of graphs of one profile.
  ///
  /// - Parameters:
  ///   - quantize: what makes the INT8 graphs of ``Profile/paired``; without it that
  ///     profile gives FP32 graphs only.
  ///   - corpus: cases to start from.
  ///   - mutationShare: how many of 100 cases are made from cases that showed something new.
  ///   - commonCases: how many such cases a block must have first, unless there is a corpus.
  public init(
    seed: UInt64, profile: Profile, limits: SizeLimits = .standard, corpus: [FuzzCase] = [],
    mutationShare: Int = Self.defaultMutationShare, commonCases: Int = 500,
    quantize: Quantize? = nil
  ) {
    self.seed = seed
    kind = profile
    self.limits = limits
    self.corpus = corpus
    self.mutationShare = mutationShare
    self.commonCases = commonCases
    self.quantize = quantize
    mutator = Mutator(profile: profile, limits: limits)
    tables = Recipe.Family.allCases.map(RecipeBook.table)
  }

  /// Graph `number` of the sequence.
  public func graph(_ number: Int) -> Graph { makeCase(number).graph }

  /// Graph `number` of the sequence, with inputs that lean to the edges of what they may be.
  public func makeCase(_ number: Int) -> FuzzCase {
    switch kind {
    case .cnnInt: return makeCase(.cnn, number)
    case .int: return makeCase(.int, number)
    case .fp: return makeCase(.fp, number)
    case .paired: return half(number)
    case .all:
      return switch number % 4 {
      case 0: makeCase(.cnn, number)
      case 1: makeCase(.int, number)
      case 2: makeCase(.fp, number)
      default: half(number / 4)
      }
    }
  }

  /// Makes case `number` of a family.
  func makeCase(_ family: Recipe.Family, _ number: Int) -> FuzzCase {
    var builder = GraphBuilder(seed: seed(of: number, 0), family: family, limits: limits)
    let target = size(&builder.dice)
    let table = tables[family.rawValue]
    while builder.operatorCount < target {
      // Recipes that find nothing to work on are rare; an unlucky graph ends early.
      guard (0..<32).contains(where: { _ in pick(table, &builder.dice).apply(&builder) }) else {
        break
      }
    }
    let (ranges, hasSpecials) = (builder.inputRanges, builder.hasSpecials)
    let graph = builder.finished()
    let inputs = EdgeInputs.tensors(
      for: graph, ranges: ranges, seed: seed(of: number, 1), hasSpecials: hasSpecials)
    return FuzzCase(graph: graph, inputs: inputs)
  }

  /// A number of operators: every one is possible, ten is the most ordinary.
  private func size(_ dice: inout Dice) -> Int {
    let (low, high) = (limits.operators.lowerBound, limits.operators.upperBound)
    let most = dice.once(in: 8) ? high : min(high, max(low, 14))
    return dice.integer(in: low...most)
  }

  private func pick(_ table: [(recipe: Recipe, upTo: Int)], _ dice: inout Dice) -> Recipe {
    let throwing = dice.integer(in: 0...(table.last?.upTo ?? 1) - 1)
    var low = 0
    while table[low].upTo <= throwing { low += 1 }
    return table[low].recipe
  }

  /// A seed for graph `number`: neighbours have nothing in common.
  func seed(of number: Int, _ stream: UInt64) -> UInt64 {
    var first = SplitMix64(seed: seed)
    var second = SplitMix64(seed: UInt64(bitPattern: Int64(number)) &* 4 &+ stream)
    var mixed = SplitMix64(seed: first.next() ^ second.next())
    return mixed.next()
  }
}

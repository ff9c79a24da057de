import Graph
import Testing

@testable import Fuzz

/// Every operator has a recipe or a reason, and every recipe is reached.
@Suite struct RecipeBookTests {
  @Test(arguments: OperatorKind.allCases)
  func everyOperatorHasARecipeOrAReason(kind: OperatorKind) {
    let hasRecipe = RecipeBook.recipes.contains { $0.kinds.contains(kind) }
    #expect(hasRecipe != (RecipeBook.gaps[kind] != nil), "\(kind)")
  }

  @Test func namesDiffer() {
    #expect(Set(RecipeBook.recipes.map(\.name)).count == RecipeBook.recipes.count)
    for recipe in RecipeBook.recipes {
      #expect(recipe.weights.values.contains { $0 > 0 }, "\(recipe.name) is never tried")
    }
  }

  /// The operators with the types of their first operand that 4,000 graphs of a profile hold.
  private static func reached(_ profile: Profile) -> Set<String> {
    let generator = GraphGenerator(seed: 5, profile: profile)
    var found: Set<String> = []
    for number in 0..<4000 {
      let block = generator.makeCase(number).block
      for op in block.operators where !op.operation.isConstant {
        found.insert("\(op.kind) \(op.inputs.first.map { block[$0].type.dtype.name } ?? "")")
      }
    }
    return found
  }

  /// What engine `quantized` has kernels for, as its `accepts` say.
  private static let integerTypes: [OperatorKind: [DType]] = [
    .argMax: [.int8, .int16], .avgPool2D: [.int8, .int16], .conv2D: [.int8, .int16],
    .conv3D: [.int8, .int16], .depthwiseConv2D: [.int8, .int16], .matMul: [.int8, .int16],
    .maxPool2D: [.int8, .int16], .transposeConv2D: [.int8, .int16], .clamp: [.int8, .int16],
    .add: [.int32], .sub: [.int32], .maximum: [.int32], .minimum: [.int32], .intDiv: [.int32],
    .arithmeticRightShift: [.int8, .int16, .int32], .logicalLeftShift: [.int8, .int16, .int32],
    .logicalRightShift: [.int8, .int16, .int32], .bitwiseAnd: [.int8, .int16, .int32],
    .bitwiseOr: [.int8, .int16, .int32], .bitwiseXor: [.int8, .int16, .int32],
    .logicalAnd: [.bool], .logicalOr: [.bool], .logicalXor: [.bool],
    .mul: [.int8, .int16, .int32], .table: [.int8, .int16], .abs: [.int32],
    .bitwiseNot: [.int8, .int16, .int32], .clz: [.int32], .logicalNot: [.bool],
    .negate: [.int8, .int16, .int32], .select: [.bool], .equal: [.int32], .greater: [.int32],
    .greaterEqual: [.int32], .reduceAll: [.bool], .reduceAny: [.bool],
    .reduceMax: [.int8, .int16, .int32], .reduceMin: [.int8, .int16, .int32],
    .reduceSum: [.int32], .concat: movable, .pad: movable, .reshape: movable, .reverse: movable,
    .slice: movable, .tile: movable, .transpose: movable, .identity: movable,
    .gather: [.int8, .int16, .int32], .scatter: [.int8, .int16, .int32],
    .resize: [.int8, .int16], .cast: movable, .rescale: [.int8, .int16, .int32, .int48],
  ]
  private static let movable: [DType] = [.bool, .int8, .int16, .int32]

  /// What engine `reference` computes in FP32.
  private static let realKinds: [OperatorKind] = [
    .argMax, .avgPool2D, .conv2D, .depthwiseConv2D, .matMul, .maxPool2D, .clamp, .erf, .sigmoid,
    .tanh, .add, .maximum, .minimum, .mul, .pow, .sub, .abs, .ceil, .cos, .exp, .floor, .log,
    .negate, .reciprocal, .rsqrt, .sin, .equal, .greater, .greaterEqual, .reduceMax, .reduceMin,
    .reduceProduct, .reduceSum, .concat, .pad, .reshape, .reverse, .slice, .tile, .transpose,
    .gather, .scatter, .cast, .identity,
  ]

  /// Mutations apply recipes to graphs that no recipe made.
  @Test(arguments: [
    (Recipe.Family.cnn, DType.int8), (.int, .int8), (.int, .int16), (.fp, .fp32),
  ])
  func recipesTakeTensorsOfAnySize(family: Recipe.Family, type: DType) throws {
    for shape in [[1, 1, 1, 200_000], [2, 300, 1, 150], [70_000]] as [Shape] {
      let name = TensorInfo(name: "x", type: TensorType(type, shape))
      let block = Block(
        tensors: [name], operators: [], inputs: [TensorID(0)], outputs: [TensorID(0)])
      for recipe in RecipeBook.recipes where recipe.weights[family] ?? 0 > 0 {
        for seed in 0..<4 as Range<UInt64> {
          var builder = GraphBuilder(
            resuming: block, upTo: 0, seed: seed, family: family, limits: .standard)
          _ = recipe.apply(&builder)
          let (made, _) = builder.extended(block, at: 0)
          #expect(throws: Never.self, "\(recipe.name) on \(shape), seed \(seed)") {
            try ValidatedGraph(Graph(main: made))
          }
        }
      }
    }
  }

  @Test func everyIntegerKernelIsReached() {
    let expected = Self.integerTypes.flatMap { kind, types in types.map { "\(kind) \($0)" } }
    let missing = Set(expected).subtracting(Self.reached(.int))
    #expect(missing.isEmpty, "\(missing.sorted())")
  }

  @Test func everyRealKernelIsReached() {
    let expected = Self.realKinds.map { "\($0) FP32" } + ["SELECT BOOL"]
    let missing = Set(expected).subtracting(Self.reached(.fp))
    #expect(missing.isEmpty, "\(missing.sorted())")
  }
}

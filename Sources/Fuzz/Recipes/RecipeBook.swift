import Graph

/// All recipes, and the operators that have none.
enum RecipeBook {
  /// Every recipe, operator by operator in the order of the specification.
  static let recipes: [Recipe] = [
    ActivationRecipes.recipes, ArgMax.recipes, AvgPool2D.recipes, Conv2D.recipes, Conv3D.recipes,
    DepthwiseConv2D.recipes,
    MatMul.recipes, MaxPool2D.recipes, TransposeConv2D.recipes, Clamp.recipes, Unary.recipes,
    Binary.recipes, Compare.recipes, Mul.recipes, Negate.recipes, Table.recipes, Select.recipes,
    Reduce.recipes, Concat.recipes, Pad.recipes, Reshape.recipes, Reverse.recipes, Slice.recipes,
    Tile.recipes, Transpose.recipes, Gather.recipes, Scatter.recipes, Resize.recipes,
    Cast.recipes, Rescale.recipes,
  ].flatMap { $0 }

  /// The operators without a recipe, and why.
  static let gaps: [OperatorKind: String] = [
    .const: "every recipe makes those that it needs",
    .fft2D: "no engine computes it", .rfft2D: "no engine computes it",
    .custom: "it means what its domain says", .condIf: "no engine runs control flow",
    .whileLoop: "no engine runs control flow", .variable: "campaigns run a graph once",
    .variableWrite: "campaigns run a graph once", .variableRead: "campaigns run a graph once",
  ]

  /// The recipes of a family, each with the sum of the weights up to it.
  static func table(_ family: Recipe.Family) -> [(recipe: Recipe, upTo: Int)] {
    var sum = 0
    return recipes.compactMap { recipe in
      guard let weight = recipe.weights[family], weight > 0 else { return nil }
      sum += weight
      return (recipe, sum)
    }
  }
}

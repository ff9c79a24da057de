import Graph

/// All recipes, and the operators that have none.
enum RecipeBook {
  /// Every recipe, operator by operator in the order of the specification.
  static let recipes: [Recipe] =
    AvgPool2D.recipes + Conv2D.recipes + DepthwiseConv2D.recipes + MaxPool2D.recipes
    + Clamp.recipes + Binary.recipes + Mul.recipes + Table.recipes + Reduce.recipes
    + Concat.recipes + Reshape.recipes + Slice.recipes + Transpose.recipes

  /// The operators without a recipe, and why.
  static let gaps: [OperatorKind: String] = [
    .fft2D: "no engine computes it", .rfft2D: "no engine computes it",
    .custom: "it means what its domain says", .condIf: "no engine runs control flow",
    .whileLoop: "no engine runs control flow", .variable: "no engine keeps variables",
    .variableWrite: "no engine keeps variables", .variableRead: "no engine keeps variables",
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

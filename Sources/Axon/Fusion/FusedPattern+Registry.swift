extension FusedPattern {
  /// Every pattern, by its number.
  static let all: [FusedPattern] = [
    silu, softplus, rmsNorm, sigmoid, tanh, softmax, gelu, hardSwish, hardSigmoid, leakyReLU,
    clampFold, rescaleChain, meanPool, gatedMul, linearActivation, residualNorm, causalConvStep,
    discretizeA, discretizeB, scanStep, scanOutput, selectiveScan,
  ]

  /// In the order in which they are looked for: a pattern comes before those that it contains.
  static let byPrecedence: [FusedPattern] = [
    selectiveScan, residualNorm, causalConvStep, rmsNorm, softmax, softplus, gelu, hardSwish,
    hardSigmoid, leakyReLU, gatedMul, linearActivation, discretizeA, discretizeB, scanOutput,
    scanStep, meanPool, clampFold, rescaleChain, silu, sigmoid, tanh,
  ]
}

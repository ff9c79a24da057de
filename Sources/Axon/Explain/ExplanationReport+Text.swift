extension TensorExplanation: CustomStringConvertible {
  /// `y (conv2d): 12 of 640 differ: multiplierPrecision 9, tie 1, inherited 2, unexplained 0`
  public var description: String {
    let causes = DifferenceCause.allCases.compactMap { cause in
      explained[cause].map { "\(cause.rawValue) \($0)" }
    }
    let counts = causes + ["inherited \(inherited)", "unexplained \(unexplained)"]
    return "\(name) (\(operation)): \(differing) of \(elements) differ: "
      + counts.joined(separator: ", ")
  }
}

extension UnexplainedElement: CustomStringConvertible {
  /// `at [0, 2, 1]: quantized 5, recomputed 5; axon 7, recomputed 5`
  public var description: String {
    func text(_ value: Int?) -> String { value.map(String.init) ?? "undefined" }
    return "at \(coordinates): quantized \(quantized), recomputed \(text(recomputedQuantized)); "
      + "axon \(axon), recomputed \(text(recomputedAxon))"
  }
}

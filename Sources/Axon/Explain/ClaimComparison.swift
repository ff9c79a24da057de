import Graph

/// Both engines' rules for one claim, on both engines' operands.
struct ClaimComparison {
  /// What is said of an element.
  enum Verdict {
    /// The two are equal if AXON's layer is fed what `quantized` read.
    case inherited
    case explained(DifferenceCause)
    case unexplained(recomputed: (quantized: Int64?, axon: Int64?))
  }

  let result: TensorID
  let tosa: TOSAElements
  /// AXON's rule on what `quantized` read.
  let axonOnQuantized: AxonElements
  /// AXON's rule on what `axon` read.
  let axon: AxonElements

  func judge(_ element: Int, quantized: Int64, axon seen: Int64) -> Verdict {
    let ours = tosa.value(of: result, at: element)
    let theirs = axon.element(at: element)?.value
    guard ours == quantized, theirs == seen, let fed = axonOnQuantized.element(at: element) else {
      return .unexplained(recomputed: (ours, theirs))
    }
    if fed.value == quantized { return .inherited }
    if case .rounded(let rounding) = fed, let defect = rounding.defective {
      return .explained(defect.cause)
    }
    guard fed.value == seen else { return .explained(.combined) }
    guard case .rounded(let rounding) = fed, let plain = tosa.rounding(of: result, at: element)
    else { return .unexplained(recomputed: (ours, theirs)) }
    return .explained(Self.cause(of: rounding, against: plain))
  }

  /// What makes AXON's value of its operands another than TOSA's of the same.
  static func cause(of axon: AxonRounding, against tosa: TOSARounding) -> DifferenceCause {
    func gives(_ rounded: Int128) -> Bool { min(max(rounded, -128), 127) == Int128(axon.value) }
    let zeroPoint = Int128(tosa.zeroPoint)
    if axon.isDead { return .deadChannel }
    if tosa.isTiedMean { return .poolTie }
    if gives(tosa.scaled.halfUp + zeroPoint) { return .doubleRounding }
    if gives(axon.scaled.halfUp + zeroPoint) { return .multiplierPrecision }
    if gives(tosa.scaled.halfEven + zeroPoint) { return .tie }
    if gives(tosa.scaled.adding(tosa.zeroPoint).halfEven) { return .zeroPointOrder }
    return .combined
  }
}

extension Claim {
  /// The operator that gives the claim its name: its first that does not only scale.
  func origin(in graph: ValidatedGraph) -> Int {
    operators.first { graph.main.operators[$0].kind != .rescale } ?? operators[0]
  }
}

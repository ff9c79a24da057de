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

  private let result: TensorID
  private let tosa: TOSAElements
  /// AXON's rule on what `quantized` read.
  private let axonOnQuantized: AxonElements
  /// AXON's rule on what `axon` read.
  private let axon: AxonElements
  /// What TOSA's tables read instead of what a CPU extension reads, by place; empty without one.
  private let rounded: [Int64?]
  /// The same before it is rounded.
  private let exact: [Unrounded?]

  init(
    _ claim: Claim, tosa: TOSAElements, axonOnQuantized: AxonElements, axon: AxonElements
  ) {
    result = claim.result
    self.tosa = tosa
    self.axonOnQuantized = axonOnQuantized
    self.axon = axon
    var rounded: [Int64?] = []
    var exact: [Unrounded?] = []
    if let cpuExtension = claim.cpuExtension {
      rounded = Array(repeating: nil, count: claim.layer.output.count)
      exact = Array(repeating: nil, count: rounded.count)
      for (element, place) in claim.arrangement.places.enumerated() {
        let source = cpuExtension.sources.map { Int($0[element]) } ?? element
        rounded[Int(place)] = tosa.value(of: cpuExtension.operand, at: source)
        exact[Int(place)] = tosa.rounding(of: cpuExtension.operand, at: source)?.scaled
      }
    }
    self.rounded = rounded
    self.exact = exact
  }

  func judge(_ element: Int, quantized: Int64, axon seen: Int64) -> Verdict {
    let ours = tosa.value(of: result, at: element)
    let theirs = axon.element(at: element)?.value
    guard ours == quantized, theirs == seen, let fed = axonOnQuantized.element(at: element) else {
      return .unexplained(recomputed: (ours, theirs))
    }
    if fed.value == quantized { return .inherited }
    if case .extended(let value) = fed {
      return extended(element, quantized: quantized, fed: value, seen: seen)
        ?? .unexplained(recomputed: (ours, theirs))
    }
    if case .rounded(let rounding) = fed, let defect = rounding.defective {
      return .explained(defect.cause)
    }
    guard fed.value == seen else { return .explained(.combined) }
    guard case .rounded(let rounding) = fed, let plain = tosa.rounding(of: result, at: element)
    else { return .unexplained(recomputed: (ours, theirs)) }
    return .explained(Self.cause(of: rounding, against: plain))
  }

  /// What of a CPU extension makes the difference; nil if what it reads is not what TOSA rounds.
  private func extended(
    _ element: Int, quantized: Int64, fed: Int64, seen: Int64
  ) -> Verdict? {
    guard let cpuExtension = axonOnQuantized.cpuExtension else { return nil }
    let place = axonOnQuantized.place(of: element)
    var hasDead = false
    for place in cpuExtension.places(behind: place) {
      guard let own = axonOnQuantized.layerValue(at: place), let exact = exact[place] else {
        return nil
      }
      let (multiplier, range) = axonOnQuantized.scaling(at: place)
      guard multiplier != 0 else {
        hasDead = true
        continue
      }
      guard cpuExtension.isScaled(own, from: exact, multiplier: multiplier, range: range) else {
        return nil
      }
    }
    if hasDead { return .explained(.deadChannel) }
    let other = cpuExtension.value(at: place) { place in
      rounded[place].map(cpuExtension.fixedPoint(ofInt8:))
    }
    if fed != seen { return .explained(.combined) }
    if other == quantized { return .explained(.extensionInput) }
    return .explained(other == fed ? .extensionFunction : .combined)
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

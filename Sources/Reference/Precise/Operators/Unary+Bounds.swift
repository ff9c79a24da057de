import Graph

extension Unary {
  /// Each element by itself: how far the function moves within the operand's bound, and what TOSA
  /// allows on top.
  func boundedStep(_ site: OperatorSite) throws(EngineError) -> Step {
    switch self {
    case .abs:
      return mapped(site) { Bounded($0.value.magnitude, within: $0.bound) }
    case .logicalNot:
      return mapped(site) { Bounded(1 - $0.value, within: $0.bound) }
    case .ceil:
      return monotone(site, { $0.rounded(.up) }) { _, result in
        ComplianceBound.ulps(0.5, of: result)
      }
    case .floor:
      return monotone(site, { $0.rounded(.down) }) { _, result in
        ComplianceBound.ulps(0.5, of: result)
      }
    case .exp:
      return monotone(site, { Elementary.exp($0) }) {
        ComplianceBound.exp(argument: $0, result: $1)
      }
    case .sigmoid:
      return monotone(site, { Elementary.sigmoid($0) }) {
        ComplianceBound.sigmoid(argument: $0, result: $1)
      }
    case .tanh:
      return monotone(site, { Elementary.tanh($0) }) {
        ComplianceBound.tanh(argument: $0, result: $1)
      }
    case .erf:
      return monotone(site, { Elementary.erf($0) }) { _, result in
        ComplianceBound.ulps(5, of: result)
      }
    case .log:
      return monotone(site, { Elementary.log($0) }, above: 0) { _, result in
        ComplianceBound.log(result: result)
      }
    case .rsqrt:
      return monotone(site, { Elementary.rsqrt($0) }, above: 0) { _, result in
        ComplianceBound.ulps(2, of: result)
      }
    case .reciprocal:
      return mapped(site) { x in
        // Monotone on either side of zero.
        guard x.bound == 0 || x.low > 0 || x.high < 0 else {
          return Bounded(1 / x.value, within: .infinity)
        }
        return Self.moved(x, { 1 / $0 }) { _, result in ComplianceBound.ulps(1, of: result) }
      }
    case .sin:
      return mapped(site) { x in
        Bounded(
          Elementary.sin(x.value),
          within: x.value.isFinite
            ? min(x.bound, 2) + ComplianceBound.sin(argument: x.magnitude) : 0)
      }
    case .cos:
      return mapped(site) { x in
        Bounded(
          Elementary.cos(x.value),
          within: x.value.isFinite
            ? min(x.bound, 2) + ComplianceBound.cos(argument: x.magnitude) : 0)
      }
    case .bitwiseNot, .clz, .identity: throw site.unsupported("there is no bound for \(kind)")
    }
  }

  /// A monotone function: within the operand's bound it is between its values at the ends.
  ///
  /// - Parameters:
  ///   - limit: where its domain begins; an operand that may lie below allows anything.
  ///   - own: TOSA's bound, from the largest magnitudes of argument and result.
  private func monotone(
    _ site: OperatorSite, _ function: @escaping @Sendable (Double) -> Double,
    above limit: Double = -.infinity, own: @escaping @Sendable (Double, Double) -> Double
  ) -> Step {
    mapped(site) { x in
      if x.bound > 0 && !(x.low > limit) { return Bounded(function(x.value), within: .infinity) }
      return Self.moved(x, function, own: own)
    }
  }

  private static func moved(
    _ x: Bounded, _ function: (Double) -> Double, own: (Double, Double) -> Double
  ) -> Bounded {
    let value = function(x.value)
    // Special values are exact, as long as the operand is.
    guard value.isFinite && x.value.isFinite else {
      return Bounded(value, within: x.bound > 0 ? .infinity : 0)
    }
    let reach =
      x.bound > 0
      ? max((function(x.high) - value).magnitude, (value - function(x.low)).magnitude) : 0
    return Bounded(value, within: reach + own(x.magnitude, value.magnitude + reach))
  }
}

extension Clamp {
  /// Exact; within the operand's bound it is between its values at the ends.
  func boundedStep(_ site: OperatorSite) -> Step {
    let low = Tensor(TensorType(.fp32, [1]), bytes: minimum).realValues[0]
    let high = Tensor(TensorType(.fp32, [1]), bytes: maximum).realValues[0]
    let propagates = nanMode == .propagate
    return mapped(site) { x in
      if x.value.isNaN { return propagates ? x : Bounded(low) }
      let clamped = { (x: Double) in x < low ? low : x > high ? high : x }
      let value = clamped(x.value)
      if x.bound == 0 { return Bounded(value) }
      return Bounded(value, within: max(clamped(x.high) - value, value - clamped(x.low)))
    }
  }
}

extension Negate {
  /// Exact.
  func boundedStep(_ site: OperatorSite) -> Step {
    mapped(site) { Bounded(-$0.value, within: $0.bound) }
  }
}

extension Cast {
  /// From FP32 to an integer rounded half to even and saturated; to FP32 half a unit.
  func boundedStep(_ site: OperatorSite) throws(EngineError) -> Step {
    let (from, to) = (site.inputs[0].dtype, site.outputs[0].dtype)
    if to == .fp32 {
      return mapped(site) { x in
        Bounded(x.value, within: x.bound + ComplianceBound.ulps(0.5, of: x.magnitude))
      }
    }
    guard from == .fp32, to.isInteger else {
      throw site.unsupported("there is no bound for CAST from \(from) to \(to)")
    }
    let range = Saturation(to: to)
    return mapped(site) { x in
      let rounded = { (x: Double) in range.apply(x.rounded(.toNearestOrEven)) }
      let value = rounded(x.value)
      if x.bound == 0 { return Bounded(value) }
      return Bounded(value, within: max(rounded(x.high) - value, value - rounded(x.low)))
    }
  }
}

/// A step that applies `function` to every element of the first operand.
private func mapped(
  _ site: OperatorSite, _ function: @escaping @Sendable (Bounded) -> Bounded
) -> Step {
  let (source, result) = (site.inputs[0], site.outputs[0])
  return { arena in
    let elements = arena.read(source, as: Bounded.self)
    let out = arena.write(result, as: Bounded.self)
    for index in elements.indices { out[index] = function(elements[index]) }
  }
}

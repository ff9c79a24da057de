import Graph

extension Unary {
  /// Each element by itself.
  ///
  /// CEIL and FLOOR are exact; on real numbers that stand for integers they change nothing.
  func step(_ site: inout OperatorSite, _ arithmetic: Arithmetic) throws(EngineError) -> Step {
    if self == .identity {
      return StridedCopy(count: site.outputs[0].elementCount).step(site, arithmetic.storage)
    }
    switch (arithmetic, site.inputs[0].dtype) {
    case (_, .bool): return try logicalStep(site)
    case (.fp32, .fp32): return try floatStep(site)
    case (.fp32, let dtype): throw site.unsupported("\(kind) of \(dtype) is not computed")
    case (.real, _): return try realStep(site)
    }
  }

  private func logicalStep(_ site: OperatorSite) throws(EngineError) -> Step {
    guard self == .logicalNot else { throw site.unsupported("\(kind) of BOOL is not computed") }
    return mapped(site) { (x: UInt8) in x ^ 1 }
  }

  private func floatStep(_ site: OperatorSite) throws(EngineError) -> Step {
    switch self {
    case .abs: mapped(site) { (x: Float) in x.magnitude }
    case .ceil: mapped(site) { (x: Float) in x.rounded(.up) }
    case .cos: mapped(site) { (x: Float) in Elementary.cos(x) }
    case .erf: mapped(site) { (x: Float) in Elementary.erf(x) }
    case .exp: mapped(site) { (x: Float) in Elementary.exp(x) }
    case .floor: mapped(site) { (x: Float) in x.rounded(.down) }
    case .log: mapped(site) { (x: Float) in Elementary.log(x) }
    case .reciprocal: mapped(site) { (x: Float) in Elementary.reciprocal(x) }
    case .rsqrt: mapped(site) { (x: Float) in Elementary.rsqrt(x) }
    case .sigmoid: mapped(site) { (x: Float) in Elementary.sigmoid(x) }
    case .sin: mapped(site) { (x: Float) in Elementary.sin(x) }
    case .tanh: mapped(site) { (x: Float) in Elementary.tanh(x) }
    case .bitwiseNot, .clz, .identity, .logicalNot:
      throw site.unsupported("\(kind) of FP32 is not computed")
    }
  }

  private func realStep(_ site: OperatorSite) throws(EngineError) -> Step {
    switch self {
    case .abs: mapped(site) { (x: Double) in x.magnitude }
    case .bitwiseNot: mapped(site) { (x: Double) in -1 - x }
    case .ceil: mapped(site) { (x: Double) in x.rounded(.up) }
    case .cos: mapped(site) { (x: Double) in Elementary.cos(x) }
    case .erf: mapped(site) { (x: Double) in Elementary.erf(x) }
    case .exp: mapped(site) { (x: Double) in Elementary.exp(x) }
    case .floor: mapped(site) { (x: Double) in x.rounded(.down) }
    case .log: mapped(site) { (x: Double) in Elementary.log(x) }
    case .reciprocal: mapped(site) { (x: Double) in Elementary.reciprocal(x) }
    case .rsqrt: mapped(site) { (x: Double) in Elementary.rsqrt(x) }
    case .sigmoid: mapped(site) { (x: Double) in Elementary.sigmoid(x) }
    case .sin: mapped(site) { (x: Double) in Elementary.sin(x) }
    case .tanh: mapped(site) { (x: Double) in Elementary.tanh(x) }
    case .clz, .identity, .logicalNot:
      throw site.unsupported("\(kind) has no reading on real numbers")
    }
  }
}

/// A step that applies `function` to every element of the first operand.
@inline(__always)
private func mapped<Element: BitwiseCopyable>(
  _ site: OperatorSite, _ function: @escaping @Sendable (Element) -> Element
) -> Step {
  let (source, result) = (site.inputs[0], site.outputs[0])
  return { arena in
    let elements = arena.read(source, as: Element.self)
    guard let out = arena.write(result, as: Element.self).baseAddress else { return }
    for index in elements.indices { out[index] = function(elements[index]) }
  }
}

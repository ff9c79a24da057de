import Graph

extension Reduce {
  /// One axis reduced, its elements taken in order, one after the other.
  ///
  /// Of zeros of either sign the first is the largest and the last the smallest, as in the reference
  /// model.
  func step(_ site: inout OperatorSite, _ arithmetic: Arithmetic) throws(EngineError) -> Step {
    let shape = site.inputs[0].shape
    let walk = ReductionWalk(shape, axis: axis)
    switch (arithmetic, site.inputs[0].dtype) {
    case (_, .bool): return try logicalStep(site, walk)
    case (.fp32, .fp32): return try numberStep(site, walk, as: Float.self)
    case (.fp32, let dtype): throw site.unsupported("\(kind) of \(dtype) is not computed")
    case (.real, _): return try numberStep(site, walk, as: Double.self)
    }
  }

  private func logicalStep(
    _ site: OperatorSite, _ walk: ReductionWalk
  ) throws(EngineError) -> Step {
    switch function {
    case .all: reduced(site, walk, from: UInt8(1)) { $0 & $1 }
    case .any: reduced(site, walk, from: UInt8(0)) { $0 | $1 }
    default: throw site.unsupported("\(kind) of BOOL is not computed")
    }
  }

  private func numberStep<Element: ReferenceNumber>(
    _ site: OperatorSite, _ walk: ReductionWalk, as element: Element.Type
  ) throws(EngineError) -> Step {
    switch function {
    case .sum: return reduced(site, walk, from: Element.zero) { $0 + $1 }
    case .product: return reduced(site, walk, from: Element(1)) { $0 * $1 }
    case .max(.propagate):
      return reduced(site, walk, from: -Element.infinity) {
        $0.isNaN ? $0 : $1.isNaN || $1 > $0 ? $1 : $0
      }
    case .max(.ignore):
      return reduced(site, walk, from: Element.nan) { $0.isNaN || $1 > $0 ? $1 : $0 }
    case .min(.propagate):
      return reduced(site, walk, from: Element.infinity) { $0.isNaN || $0 < $1 ? $0 : $1 }
    case .min(.ignore):
      return reduced(site, walk, from: Element.nan) { $1.isNaN || $0 < $1 ? $0 : $1 }
    case .all, .any: throw site.unsupported("\(kind) of a number is not computed")
    }
  }
}

/// A tensor seen as `[outer, count, inner]`, of which the middle axis goes.
private struct ReductionWalk: Sendable {
  var outer = 1
  var count = 1
  var inner = 1

  init(_ shape: Shape, axis: Int) {
    for index in 0..<axis { outer *= shape[index] }
    count = shape[axis]
    for index in axis + 1..<shape.rank { inner *= shape[index] }
  }
}

@inline(__always)
private func reduced<Element: BitwiseCopyable & Sendable>(
  _ site: OperatorSite, _ walk: ReductionWalk, from start: Element,
  _ function: @escaping @Sendable (Element, Element) -> Element
) -> Step {
  let (source, result) = (site.inputs[0], site.outputs[0])
  let (outer, count, inner) = (walk.outer, walk.count, walk.inner)
  return { arena in
    guard let elements = arena.read(source, as: Element.self).baseAddress,
      let out = arena.write(result, as: Element.self).baseAddress
    else { return }
    for block in 0..<outer {
      let from = elements + block &* count &* inner
      let to = out + block &* inner
      if inner == 1 {
        var total = start
        for index in 0..<count { total = function(total, from[index]) }
        to[0] = total
        continue
      }
      for index in 0..<inner { to[index] = start }
      for position in 0..<count {
        let row = from + position &* inner
        for index in 0..<inner { to[index] = function(to[index], row[index]) }
      }
    }
  }
}

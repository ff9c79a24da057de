import Graph

extension Reduce {
  /// One axis reduced.
  func boundedStep(_ site: OperatorSite) throws(EngineError) -> Step {
    let count = site.inputs[0].shape[axis]
    switch function {
    case .sum:
      return reduced(site) { elements in
        var sum = DotProductSum()
        for element in elements { sum.add(element) }
        return sum.result(size: count)
      }
    case .product:
      return reduced(site) { elements in
        var (value, largest) = (1.0, 1.0)
        for element in elements {
          value *= element.value
          largest *= element.magnitude
        }
        let own = ComplianceBound.product(count: count, magnitude: largest)
        return Bounded(value, within: value.isFinite ? largest - abs(value) + own : 0)
      }
    case .max(let mode):
      return reduced(site) { Extremum.maximum(of: $0, propagatesNaN: mode == .propagate) }
    case .min(let mode):
      return reduced(site) { Extremum.minimum(of: $0, propagatesNaN: mode == .propagate) }
    case .all:
      return reduced(site) { elements in
        // False for certain if one is; true for certain if all are.
        if elements.contains(where: { $0.value == 0 && $0.bound == 0 }) { return Bounded(0) }
        let value: Double = elements.contains { $0.value == 0 } ? 0 : 1
        return Bounded(value, within: elements.contains { $0.bound > 0 } ? 1 : 0)
      }
    case .any:
      return reduced(site) { elements in
        if elements.contains(where: { $0.value != 0 && $0.bound == 0 }) { return Bounded(1) }
        let value: Double = elements.contains { $0.value != 0 } ? 1 : 0
        return Bounded(value, within: elements.contains { $0.bound > 0 } ? 1 : 0)
      }
    }
  }

  private func reduced(
    _ site: OperatorSite, _ body: @escaping @Sendable ([Bounded]) -> Bounded
  ) -> Step {
    AxisWalk(site, axis: axis).step(body)
  }
}

/// The elements along one axis, for each place of the others.
struct AxisWalk {
  private let source, result: TensorSlot
  private let outer, count, inner: Int

  init(_ site: OperatorSite, axis: Int) {
    source = site.inputs[0]
    result = site.outputs[0]
    let shape = source.shape
    outer = shape[..<axis].reduce(1, *)
    count = shape[axis]
    inner = shape[(axis + 1)...].reduce(1, *)
  }

  /// A step that reduces every such row of elements by `body`.
  func step(_ body: @escaping @Sendable ([Bounded]) -> Bounded) -> Step {
    let (source, result, outer, count, inner) = (source, result, outer, count, inner)
    return { arena in
      let x = arena.read(source, as: Bounded.self)
      let out = arena.write(result, as: Bounded.self)
      for block in 0..<outer {
        for column in 0..<inner {
          out[block * inner + column] = body(
            (0..<count).map { x[(block * count + $0) * inner + column] })
        }
      }
    }
  }
}

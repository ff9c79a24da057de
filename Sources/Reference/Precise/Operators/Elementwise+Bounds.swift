import Graph

extension Binary {
  /// Two operands combined element by element.
  func boundedStep(_ site: OperatorSite) throws(EngineError) -> Step {
    switch self {
    case .add:
      return zipped(site) { a, b in Self.sum(a, b, a.value + b.value) }
    case .sub:
      return zipped(site) { a, b in Self.sum(a, b, a.value - b.value) }
    case .maximum(let mode):
      return zipped(site) { Extremum.maximum(of: [$0, $1], propagatesNaN: mode == .propagate) }
    case .minimum(let mode):
      return zipped(site) { Extremum.minimum(of: [$0, $1], propagatesNaN: mode == .propagate) }
    case .logicalAnd: return zipped(site) { Self.logical($0, $1, $0.value * $1.value) }
    case .logicalOr: return zipped(site) { Self.logical($0, $1, max($0.value, $1.value)) }
    case .logicalXor: return zipped(site) { Self.logical($0, $1, abs($0.value - $1.value)) }
    default: throw site.unsupported("there is no bound for \(kind)")
    }
  }

  private static func sum(_ a: Bounded, _ b: Bounded, _ value: Double) -> Bounded {
    guard value.isFinite else {
      return Bounded(value, within: a.bound + b.bound > 0 ? .infinity : 0)
    }
    let operands = a.bound + b.bound
    return Bounded(
      value, within: operands + ComplianceBound.ulps(0.5, of: abs(value) + operands))
  }

  private static func logical(_ a: Bounded, _ b: Bounded, _ value: Double) -> Bounded {
    Bounded(value, within: a.bound + b.bound > 0 ? 1 : 0)
  }
}

extension Mul {
  /// The product.
  func boundedStep(_ site: OperatorSite) -> Step {
    zipped(site) { a, b in
      let value = a.value * b.value
      guard value.isFinite else {
        return Bounded(value, within: a.bound + b.bound > 0 ? .infinity : 0)
      }
      let operands = abs(a.value) * b.bound + abs(b.value) * a.bound + a.bound * b.bound
      return Bounded(
        value, within: operands + ComplianceBound.ulps(0.5, of: abs(value) + operands))
    }
  }
}

extension Compare {
  /// BOOL; it may go either way where the operands' bounds overlap.
  func boundedStep(_ site: OperatorSite) -> Step {
    zipped(site) { a, b in
      let holds =
        switch self {
        case .equal: a.value == b.value
        case .greater: a.value > b.value
        case .greaterEqual: a.value >= b.value
        }
      let reach = a.bound + b.bound
      let isOpen = reach > 0 && !(abs(a.value - b.value) > reach)
      return Bounded(holds ? 1 : 0, within: isOpen ? 1 : 0)
    }
  }
}

extension Select {
  /// One operand or the other; where the condition may go either way, the bound covers both.
  func boundedStep(_ site: OperatorSite) -> Step {
    let (condition, left, right) = (site.inputs[0], site.inputs[1], site.inputs[2])
    let result = site.outputs[0]
    let walk = Broadcast([condition.shape, left.shape, right.shape], to: result.shape)
    return { arena in
      let conditions = arena.read(condition, as: Bounded.self)
      let a = arena.read(left, as: Bounded.self)
      let b = arena.read(right, as: Bounded.self)
      let out = arena.write(result, as: Bounded.self)
      for row in 0..<walk.rows {
        for index in 0..<walk.count {
          let decision = conditions[walk.offset(0, row: row) + index * walk.step(0)]
          let first = a[walk.offset(1, row: row) + index * walk.step(1)]
          let second = b[walk.offset(2, row: row) + index * walk.step(2)]
          let (chosen, other) = decision.value != 0 ? (first, second) : (second, first)
          let reach = decision.bound > 0 ? abs(chosen.value - other.value) + other.bound : 0
          out[row * walk.count + index] = Bounded(chosen.value, within: max(chosen.bound, reach))
        }
      }
    }
  }
}

/// A step that applies `function` to every pair of elements of the first two operands.
private func zipped(
  _ site: OperatorSite, _ function: @escaping @Sendable (Bounded, Bounded) -> Bounded
) -> Step {
  let (left, right, result) = (site.inputs[0], site.inputs[1], site.outputs[0])
  let walk = Broadcast([left.shape, right.shape], to: result.shape)
  return { arena in
    let a = arena.read(left, as: Bounded.self)
    let b = arena.read(right, as: Bounded.self)
    let out = arena.write(result, as: Bounded.self)
    for row in 0..<walk.rows {
      let aStart = walk.offset(0, row: row)
      let bStart = walk.offset(1, row: row)
      for index in 0..<walk.count {
        out[row * walk.count + index] = function(
          a[aStart + index * walk.step(0)], b[bStart + index * walk.step(1)])
      }
    }
  }
}

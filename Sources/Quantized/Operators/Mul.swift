import Graph

// MUL: INT8 and INT16 give INT32; INT32 is scaled down by the shift, rounded half up, or keeps the
// low 32 bits where the shift is 0.
extension Mul: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool {
    guard operands.inputs.count == 3, operands.inputs[2].dtype == .int8 else { return false }
    return Set.integers.contains { operands.are($0, $0, giving: .int32) }
  }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    switch site.inputs[0].dtype {
    case .int8: narrow(site, as: Int8.self)
    case .int16: narrow(site, as: Int16.self)
    default: wide(site)
    }
  }

  private func narrow<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ site: OperatorSite, as element: Element.Type
  ) -> Step {
    let (first, second, output) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let walk = BroadcastWalk(output: output.shape, first.shape, second.shape)
    return { (arena) throws(EngineError) in
      guard let a = arena.read(first, as: Element.self).baseAddress,
        let b = arena.read(second, as: Element.self).baseAddress,
        let to = arena.write(output, as: Int32.self).baseAddress
      else { return }
      walk.forEachRun { start, target in
        let (x, y, result) = (a + start.first, b + start.second, to + target)
        for i in 0..<walk.count {
          result[i] =
            Int32(truncatingIfNeeded: x[i &* walk.steps.first])
            &* Int32(truncatingIfNeeded: y[i &* walk.steps.second])
        }
      }
    }
  }

  private func wide(_ site: OperatorSite) -> Step {
    let (first, second, output) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let shiftSlot = site.inputs[2]
    let walk = BroadcastWalk(output: output.shape, first.shape, second.shape)
    let open = site.unpredictable("the shift is outside 0 to 63, or a product does not fit INT32")
    return { (arena) throws(EngineError) in
      guard let a = arena.read(first, as: Int32.self).baseAddress,
        let b = arena.read(second, as: Int32.self).baseAddress,
        let to = arena.write(output, as: Int32.self).baseAddress
      else { return }
      let shift = Int64(arena.read(shiftSlot, as: Int8.self).first ?? 0)
      guard (0...63).contains(shift) else { throw open }
      let half: Int64 = shift > 0 ? 1 << (shift &- 1) : 0
      var excess: Int64 = 0
      walk.forEachRun { start, target in
        let (x, y, result) = (a + start.first, b + start.second, to + target)
        for i in 0..<walk.count {
          let product = Int64(x[i &* walk.steps.first]) &* Int64(y[i &* walk.steps.second])
          let scaled = (product &+ half) >> shift
          let low = Int32(truncatingIfNeeded: scaled)
          excess |= scaled ^ Int64(low)
          result[i] = low
        }
      }
      guard shift == 0 || excess == 0 else { throw open }
    }
  }
}

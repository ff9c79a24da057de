import Graph

// SELECT: three operands that broadcast; the first is BOOL.
extension Select: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool {
    Set.movable.contains { operands.are(.bool, $0, $0, giving: $0) }
  }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    switch site.outputs[0].dtype.hostSize {
    case 1: select(site, as: UInt8.self)
    case 2: select(site, as: UInt16.self)
    default: select(site, as: UInt32.self)
    }
  }

  private func select<Element: BitwiseCopyable & Sendable>(
    _ site: OperatorSite, as element: Element.Type
  ) -> Step {
    let (condition, yes, no, output) = (
      site.inputs[0], site.inputs[1], site.inputs[2], site.outputs[0]
    )
    let walk = BroadcastWalk(output: output.shape, condition.shape, yes.shape, no.shape)
    return { (arena) throws(EngineError) in
      guard let c = arena.read(condition, as: UInt8.self).baseAddress,
        let a = arena.read(yes, as: Element.self).baseAddress,
        let b = arena.read(no, as: Element.self).baseAddress,
        let to = arena.write(output, as: Element.self).baseAddress
      else { return }
      walk.forEachRun { start, target in
        let (w, x, y, result) = (
          c + start.first, a + start.second, b + start.third, to + target
        )
        for i in 0..<walk.count {
          result[i] =
            w[i &* walk.steps.first] != 0 ? x[i &* walk.steps.second] : y[i &* walk.steps.third]
        }
      }
    }
  }
}

import Graph

extension Select {
  /// An element of the second operand where the first is true, of the third elsewhere.
  func step(_ site: inout OperatorSite, _ arithmetic: Arithmetic) throws(EngineError) -> Step {
    switch arithmetic.storage.byteCount(of: site.outputs[0].dtype) {
    case 1: select(site, as: UInt8.self)
    case 2: select(site, as: UInt16.self)
    case 4: select(site, as: UInt32.self)
    default: select(site, as: UInt64.self)
    }
  }
}

@inline(__always)
private func select<Element: BitwiseCopyable & Sendable>(
  _ site: OperatorSite, as element: Element.Type
) -> Step {
  let (condition, left, right) = (site.inputs[0], site.inputs[1], site.inputs[2])
  let result = site.outputs[0]
  let walk = Broadcast([condition.shape, left.shape, right.shape], to: result.shape)
  return { arena in
    let conditions = arena.read(condition, as: UInt8.self)
    let a = arena.read(left, as: Element.self)
    let b = arena.read(right, as: Element.self)
    let out = arena.write(result, as: Element.self)
    let count = walk.count
    for row in 0..<walk.rows {
      var at = walk.offset(0, row: row)
      var aAt = walk.offset(1, row: row)
      var bAt = walk.offset(2, row: row)
      for index in row &* count..<(row &+ 1) &* count {
        out[index] = conditions[at] != 0 ? a[aAt] : b[bAt]
        at &+= walk.step(0)
        aAt &+= walk.step(1)
        bAt &+= walk.step(2)
      }
    }
  }
}

import Graph

// EQUAL, GREATER and GREATER_EQUAL of INT32.
extension Compare: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool { operands.are(.int32, .int32, giving: .bool) }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    switch self {
    case .equal: compare(site, Equal.self)
    case .greater: compare(site, Greater.self)
    case .greaterEqual: compare(site, GreaterEqual.self)
    }
  }

  private func compare<Kernel: CompareKernel>(_ site: OperatorSite, _ kernel: Kernel.Type) -> Step {
    let (first, second, output) = (site.inputs[0], site.inputs[1], site.outputs[0])
    let walk = BroadcastWalk(output: output.shape, first.shape, second.shape)
    return { (arena) throws(EngineError) in
      guard let a = arena.read(first, as: Int32.self).baseAddress,
        let b = arena.read(second, as: Int32.self).baseAddress,
        let to = arena.write(output, as: UInt8.self).baseAddress
      else { return }
      walk.forEachRun { start, target in
        let (x, y, result) = (a + start.first, b + start.second, to + target)
        for i in 0..<walk.count {
          result[i] = Kernel.holds(x[i &* walk.steps.first], y[i &* walk.steps.second]) ? 1 : 0
        }
      }
    }
  }
}

private protocol CompareKernel: Sendable {
  static func holds(_ a: Int32, _ b: Int32) -> Bool
}

private enum Equal: CompareKernel {
  static func holds(_ a: Int32, _ b: Int32) -> Bool { a == b }
}

private enum Greater: CompareKernel {
  static func holds(_ a: Int32, _ b: Int32) -> Bool { a > b }
}

private enum GreaterEqual: CompareKernel {
  static func holds(_ a: Int32, _ b: Int32) -> Bool { a >= b }
}

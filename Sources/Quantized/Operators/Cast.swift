import Graph

// CAST between integers and BOOL: a narrower type keeps the low bits, BOOL is whether there are any.
extension Cast: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool {
    guard let from = operands.dtype, let to = operands.result else { return false }
    return Set.movable.contains(from) && Set.movable.contains(to)
  }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    switch site.inputs[0].dtype {
    case .bool: cast(site, from: UInt8.self)
    case .int8: cast(site, from: Int8.self)
    case .int16: cast(site, from: Int16.self)
    default: cast(site, from: Int32.self)
    }
  }

  @inline(__always)
  private func cast<From: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ site: OperatorSite, from: From.Type
  ) -> Step {
    switch site.outputs[0].dtype {
    case .bool: test(site, from: From.self)
    case .int8: cast(site, from: From.self, to: Int8.self)
    case .int16: cast(site, from: From.self, to: Int16.self)
    default: cast(site, from: From.self, to: Int32.self)
    }
  }

  @inline(__always)
  private func cast<
    From: FixedWidthInteger & BitwiseCopyable & Sendable,
    To: FixedWidthInteger & BitwiseCopyable & Sendable
  >(_ site: OperatorSite, from: From.Type, to: To.Type) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    return { (arena) throws(EngineError) in
      let from = arena.read(input, as: From.self)
      let to = arena.write(output, as: To.self)
      for i in 0..<to.count { to[i] = To(truncatingIfNeeded: from[i]) }
    }
  }

  @inline(__always)
  private func test<From: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ site: OperatorSite, from: From.Type
  ) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    return { (arena) throws(EngineError) in
      let from = arena.read(input, as: From.self)
      let to = arena.write(output, as: UInt8.self)
      for i in 0..<to.count { to[i] = from[i] != 0 ? 1 : 0 }
    }
  }
}

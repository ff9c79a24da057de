import Graph

// CLAMP: INT8 and INT16.
extension Clamp: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool { operands.share([.int8, .int16]) }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    switch site.inputs[0].dtype {
    case .int16:
      clamp(site, to: Self.int16(minimum)...max(Self.int16(minimum), Self.int16(maximum)))
    default: clamp(site, to: Self.int8(minimum)...max(Self.int8(minimum), Self.int8(maximum)))
    }
  }

  private static func int8(_ bytes: [UInt8]) -> Int8 { Int8(bitPattern: bytes.first ?? 0) }

  private static func int16(_ bytes: [UInt8]) -> Int16 {
    bytes.prefix(2).reversed().reduce(0) { $0 << 8 | Int16($1) }
  }

  private func clamp<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ site: OperatorSite, to range: ClosedRange<Element>
  ) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    return { (arena) throws(EngineError) in
      let from = arena.read(input, as: Element.self)
      let to = arena.write(output, as: Element.self)
      for i in 0..<to.count { to[i] = min(max(from[i], range.lowerBound), range.upperBound) }
    }
  }
}

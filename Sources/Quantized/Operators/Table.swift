import Graph

// TABLE: INT8 through 256 entries; INT16 interpolated between 513, with 7 fractional bits.
extension Table: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool {
    operands.are(.int8, .int8, giving: .int8) || operands.are(.int16, .int16, giving: .int32)
  }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    let (input, table, output) = (site.inputs[0], site.inputs[1], site.outputs[0])
    if input.dtype == .int8 {
      return { (arena) throws(EngineError) in
        let from = arena.read(input, as: Int8.self)
        let entries = arena.read(table, as: Int8.self)
        let to = arena.write(output, as: Int8.self)
        for i in 0..<to.count { to[i] = entries[Int(from[i]) &+ 128] }
      }
    }
    let steep = site.unpredictable("two neighbouring table entries differ by more than INT16")
    return { (arena) throws(EngineError) in
      let from = arena.read(input, as: Int16.self)
      let entries = arena.read(table, as: Int16.self)
      let to = arena.write(output, as: Int32.self)
      for i in 0..<to.count {
        let index = (Int(from[i]) >> 7) &+ 256
        let base = Int32(entries[index])
        let slope = Int32(entries[index &+ 1]) &- base
        guard Int32(Int16(truncatingIfNeeded: slope)) == slope else { throw steep }
        to[i] = (base << 7) &+ slope &* Int32(from[i] & 0x7f)
      }
    }
  }
}

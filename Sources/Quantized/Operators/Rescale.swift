import Graph

// RESCALE: input, multiplier, shift, input_zp, output_zp.
//
// Three forms: an INT8 input with one multiplier is a table of 256 results; INT32 to INT8 rounded
// once, ExecuTorch's after every convolution, is a vector kernel; the rest goes element by element.
extension Rescale: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool {
    guard operands.inputs.count == 5, let input = operands.dtype, let output = operands.result
    else { return false }
    return [.int8, .int16, .int32, .int48].contains(input) && Set.integers.contains(output)
      && operands.inputs[1].dtype == (scale32 ? .int32 : .int16)
      && operands.inputs[2].dtype == .int8 && !(scale32 && input == .int48)
  }
  var constantOperands: Range<Int> { 1..<5 }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    let multipliers = site.constant(1)?.integers() ?? []
    let shifts = site.constant(2)?.integers() ?? []
    let scalings = zip(multipliers, shifts).map {
      Scaling(
        multiplier: Int64($0), shift: Int64($1), is32: scale32, isDouble: roundingMode == .double)
    }
    let rescaling = Rescaling(
      scalings: scalings, inputZero: Int64(site.scalar(3, unsigned: inputUnsigned)),
      outputZero: Int64(site.scalar(4, unsigned: outputUnsigned)),
      outputRange: Self.range(site.outputs[0].dtype, unsigned: outputUnsigned))
    let open = site.unpredictable("a scaled value is out of range")
    let (input, output) = (site.inputs[0], site.outputs[0])
    let inputRange = Self.range(input.dtype, unsigned: inputUnsigned)

    if let scaling = scalings.first, scalings.count == 1, input.dtype == .int8 {
      return Self.lookUp(rescaling, scaling, unsigned: inputUnsigned, from: input, to: output, open)
    }
    if input.dtype == .int32, output.dtype == .int8, !outputUnsigned, scale32,
      roundingMode != .double, scalings.allSatisfy({ $0.defines(inputRange) })
    {
      let kernel = Int8Rescaling(
        multipliers: multipliers.map { Int32(truncatingIfNeeded: $0) },
        shifts: shifts.map { Int32(truncatingIfNeeded: $0) },
        zeroPoint: Int32(truncatingIfNeeded: rescaling.outputZero))
      return { (arena) throws(EngineError) in
        guard let from = arena.read(input, as: Int32.self).baseAddress,
          let to = arena.write(output, as: Int8.self).baseAddress
        else { return }
        kernel.run(level, from, to: to, count: output.elementCount)
      }
    }
    let unsigned = inputUnsigned
    return { (arena) throws(EngineError) in
      guard rescaling.run(arena, from: input, unsigned: unsigned, to: output) else { throw open }
    }
  }

  /// The values of a type whose bits are signed or not.
  private static func range(_ dtype: DType, unsigned: Bool) -> ClosedRange<Int64> {
    switch dtype {
    case .int8: unsigned ? 0...255 : -128...127
    case .int16: unsigned ? 0...65_535 : -32_768...32_767
    case .int48: -(1 << 47)...((1 << 47) - 1)
    default: Int64(Int32.min)...Int64(Int32.max)
    }
  }

  /// A table of the 256 results of an INT8 input.
  private static func lookUp(
    _ rescaling: Rescaling, _ scaling: Scaling, unsigned: Bool, from input: TensorSlot,
    to output: TensorSlot, _ open: EngineError
  ) -> Step {
    let results = (0..<256).map { bits in
      rescaling.apply(scaling, unsigned ? Int64(bits) : Int64(Int8(truncatingIfNeeded: bits)))
    }
    let isOpen = results.map { $0 == nil }
    let entries = results.map { Int32(truncatingIfNeeded: $0 ?? 0) }
    let mayBeOpen = isOpen.contains(true)
    return { (arena) throws(EngineError) in
      let from = arena.read(input, as: UInt8.self)
      if mayBeOpen {
        for i in 0..<from.count where isOpen[Int(from[i])] { throw open }
      }
      entries.withUnsafeBufferPointer { entries in
        switch output.dtype {
        case .int8:
          let to = arena.write(output, as: Int8.self)
          for i in 0..<to.count { to[i] = Int8(truncatingIfNeeded: entries[Int(from[i])]) }
        case .int16:
          let to = arena.write(output, as: Int16.self)
          for i in 0..<to.count { to[i] = Int16(truncatingIfNeeded: entries[Int(from[i])]) }
        default:
          let to = arena.write(output, as: Int32.self)
          for i in 0..<to.count { to[i] = entries[Int(from[i])] }
        }
      }
    }
  }
}

import Graph

extension Cast {
  /// Elements converted to another type.
  ///
  /// FP32 to an integer rounds half to even and saturates; on real numbers the rounding is dropped.
  func step(_ site: inout OperatorSite, _ arithmetic: Arithmetic) throws(EngineError) -> Step {
    let (source, result) = (site.inputs[0], site.outputs[0])
    switch arithmetic {
    case .fp32:
      switch (source.dtype, result.dtype) {
      case (.fp32, .int32): return rounding(source, result, as: Int32.self)
      case (.fp32, .int16): return rounding(source, result, as: Int16.self)
      case (.fp32, .int8): return rounding(source, result, as: Int8.self)
      case (.int32, .fp32): return widening(source, result, as: Int32.self)
      case (.int16, .fp32): return widening(source, result, as: Int16.self)
      case (.int8, .fp32): return widening(source, result, as: Int8.self)
      case (.bool, .fp32): return widening(source, result, as: UInt8.self)
      default:
        throw site.unsupported("CAST from \(source.dtype) to \(result.dtype) is not computed")
      }
    case .real:
      if source.dtype == .bool || result.dtype == .bool {
        throw site.unsupported("CAST from \(source.dtype) to \(result.dtype) is not computed")
      }
      let range = Saturation(to: source.dtype.isFloat ? result.dtype : .fp32)
      return { arena in
        let elements = arena.read(source, as: Double.self)
        let out = arena.write(result, as: Double.self)
        for index in elements.indices { out[index] = range.apply(elements[index]) }
      }
    }
  }

  private func rounding<Integer: FixedWidthInteger & BitwiseCopyable & SendableMetatype>(
    _ source: TensorSlot, _ result: TensorSlot, as integer: Integer.Type
  ) -> Step {
    { arena in
      let elements = arena.read(source, as: Float.self)
      let out = arena.write(result, as: Integer.self)
      for index in elements.indices {
        let x = Double(elements[index]).rounded(.toNearestOrEven)
        // A NaN, whose result TOSA leaves open, gives the lowest number.
        if !(x > Double(Integer.min)) {
          out[index] = .min
        } else {
          out[index] = x >= Double(Integer.max) ? .max : Integer(x)
        }
      }
    }
  }

  private func widening<Integer: FixedWidthInteger & BitwiseCopyable & SendableMetatype>(
    _ source: TensorSlot, _ result: TensorSlot, as integer: Integer.Type
  ) -> Step {
    { arena in
      let elements = arena.read(source, as: Integer.self)
      let out = arena.write(result, as: Float.self)
      for index in elements.indices { out[index] = Float(elements[index]) }
    }
  }
}

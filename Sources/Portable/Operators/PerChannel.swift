import Graph

/// `quantized_decomposed::quantize_per_channel.out` and `dequantize_per_channel.out`: a scale and zero
/// point for each index of a dimension.
///
/// `(input, scales, zero_points, axis, quant_min, quant_max, dtype, [out_dtype,] out)`, INT8 to INT32.
/// Scales and zero points are constants. Each channel is computed as ``QuantizePerTensor`` and
/// ``DequantizePerTensor`` do.
struct PerChannel: PortableOperator {
  let name: ProgramOperator
  private let isQuantize: Bool

  /// Both of them.
  static let all = [
    PerChannel(
      name: ProgramOperator("quantized_decomposed::quantize_per_channel", overload: "out"),
      isQuantize: true),
    PerChannel(
      name: ProgramOperator("quantized_decomposed::dequantize_per_channel", overload: "out"),
      isQuantize: false),
  ]

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let input = try isQuantize ? site.reals(0) : site.input(0)
    let axis = try site.axis(3, ofRank: input.shape.rank)
    guard axis < input.shape.rank else { throw site.invalid("a scalar has no channels") }
    let channels = try channels(site, input.shape[axis])
    let limits = try (site.integer(4), site.integer(5))
    let code = try site.integer(6)
    let output = try isQuantize ? site.output(7) : site.realOutput(8, input.shape)
    try site.require(input.shape, of: output, "out")
    let integers = isQuantize ? output : input
    guard code == Int64(integers.scalarType.rawValue) else {
      throw site.invalid("there are \(integers.scalarType.name), the call says type \(code)")
    }
    guard let range = integers.dtype.integerRange, limits.0 <= limits.1,
      range.contains(limits.0), range.contains(limits.1)
    else { throw site.invalid("quant_min and quant_max are outside \(integers.dtype)") }

    let block = input.shape.strides[axis]
    let (from, to) = (input.slot, output.slot)
    func kernel<Element: TensorElement & FixedWidthInteger>(_ type: Element.Type) -> Kernel {
      if isQuantize {
        let ends = (Element(limits.0), Element(limits.1))
        return { quantize($0[from], channels, block: block, ends, into: &$0[to]) }
      }
      return { dequantize($0[from], as: Element.self, channels, block: block, into: &$0[to]) }
    }
    switch integers.dtype {
    case .int8: return kernel(Int8.self)
    case .int16: return kernel(Int16.self)
    case .int32: return kernel(Int32.self)
    default: throw site.unsupported("no kernel for \(integers.dtype)")
    }
  }

  private func channels(_ site: KernelSite, _ count: Int) throws(EngineError) -> [Channel] {
    let scales = try site.constants(1, "scales")
    let zeros =
      try site.isNone(2)
      ? [Double](repeating: 0, count: count) : site.constants(2, "zero_points")
    guard scales.count == count, zeros.count == count else {
      throw site.invalid("\(scales.count) scales, \(zeros.count) zero points, \(count) channels")
    }
    var channels: [Channel] = []
    for (scale, zero) in zip(scales, zeros) {
      guard let zero = Int32(exactly: zero) else { throw site.invalid("a zero point of \(zero)") }
      channels.append(Channel(scale: Float(scale), zeroPoint: zero))
    }
    return channels
  }
}

private struct Channel: Sendable {
  let scale: Float
  let zeroPoint: Int32
}

private func quantize<Element: TensorElement & FixedWidthInteger>(
  _ source: Tensor, _ channels: [Channel], block: Int, _ ends: (low: Element, high: Element),
  into result: inout Tensor
) {
  let (low, high) = (Double(ends.low), Double(ends.high))
  source.withElements(as: Float.self) { values in
    result.withMutableElements(as: Element.self) { integers in
      guard block > 0 else { return }
      for index in values.indices {
        let channel = channels[index / block % channels.count]
        let inverse = 1 / channel.scale
        let real = Double(
          Float(channel.zeroPoint) + (inverse * values[index]).rounded(.toNearestOrEven))
        integers[index] = real >= high ? ends.high : real > low ? Element(real) : ends.low
      }
    }
  }
}

private func dequantize<Element: TensorElement & FixedWidthInteger>(
  _ source: Tensor, as element: Element.Type, _ channels: [Channel], block: Int,
  into result: inout Tensor
) {
  source.withElements(as: Element.self) { integers in
    result.withMutableElements(as: Float.self) { reals in
      guard block > 0 else { return }
      for index in integers.indices {
        let channel = channels[index / block % channels.count]
        reals[index] =
          Float(Int32(truncatingIfNeeded: integers[index]) &- channel.zeroPoint) * channel.scale
      }
    }
  }
}

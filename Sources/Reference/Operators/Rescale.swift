import Graph

extension Rescale {
  /// `(x - input_zp) * multiplier * 2^-shift + output_zp`, saturated to the result's type and not
  /// rounded.
  func step(_ site: inout OperatorSite, _ arithmetic: Arithmetic) throws(EngineError) -> Step {
    if inputUnsigned || outputUnsigned {
      throw site.unsupported("RESCALE of unsigned integers is not computed")
    }
    let (source, result) = (site.inputs[0], site.outputs[0])
    let multipliers = try site.constantValues(1, "multiplier")
    let shifts = try site.constantIntegers(2, "shift")
    let scales = zip(multipliers, shifts).map {
      $0 * Double(sign: .plus, exponent: -$1, significand: 1)
    }
    let inputZero = try site.zeroPoint(3, "input_zp")
    let outputZero = try site.constantValues(4, "output_zp").first ?? 0
    let range = Saturation(to: result.dtype)
    return { arena in
      let elements = arena.read(source, as: Double.self)
      let out = arena.write(result, as: Double.self)
      var channel = 0
      for index in elements.indices {
        out[index] = range.apply((elements[index] - inputZero) * scales[channel] + outputZero)
        channel = channel &+ 1 == scales.count ? 0 : channel &+ 1
      }
    }
  }
}

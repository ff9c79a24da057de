/// Rungs 4 and 5: q11.12. Epsilon is 1e-5 in units of 2^-24.
extension Q12: MambaNumber {
  public static var block: Int { 1 }

  public static func norm(
    _ input: UnsafePointer<Q12>, weight: UnsafePointer<Q12>, count: Int,
    to output: UnsafeMutablePointer<Q12>
  ) {
    RMSNorm.apply(input, weight: weight, epsilon: 168, count: count, to: output)
  }

  public static func residualNorm(
    _ input: UnsafePointer<Q12>, residual: UnsafeMutablePointer<Q12>,
    weight: UnsafePointer<Q12>, count: Int, to output: UnsafeMutablePointer<Q12>
  ) {
    PTResidualNorm.apply(
      input, residual: residual, weight: weight, epsilon: 168, count: count, sum: residual,
      to: output)
  }

  public static func convStep(
    _ input: UnsafePointer<Q12>, state: UnsafeMutablePointer<Q12>,
    weight: UnsafePointer<Q12>, bias: UnsafePointer<Q12>, channels: Int, taps: Int,
    to output: UnsafeMutablePointer<Q12>
  ) {
    PTCausalConvStep.apply(
      input, state: state, weight: weight, bias: bias, channels: channels, taps: taps, to: output)
  }

  public static func softplus(
    _ input: UnsafePointer<Q12>, count: Int, to output: UnsafeMutablePointer<Q12>
  ) { PTSoftplus.apply(input, count: count, to: output) }

  public static func scan(
    _ token: ScanToken<Q12>, state: UnsafeMutablePointer<Q12>,
    to output: UnsafeMutablePointer<Q12>
  ) { PTSelectiveScan.apply(token, state: state, to: output) }

  public static func scanSteps(
    _ token: ScanToken<Q12>, decay: UnsafeMutablePointer<Q12>,
    drive: UnsafeMutablePointer<Q12>, state: UnsafeMutablePointer<Q12>,
    to output: UnsafeMutablePointer<Q12>
  ) {
    PTDiscretizeA.apply(token, to: decay)
    PTDiscretizeB.apply(token, to: drive)
    PTScanStep.apply(
      decay: decay, drive: drive, count: token.channels &* token.states, state: state)
    PTScanOutput.apply(token, state: state, to: output)
  }

  public static func gate(
    _ input: UnsafePointer<Q12>, gate: UnsafePointer<Q12>, count: Int,
    to output: UnsafeMutablePointer<Q12>
  ) { PTGatedMul.apply(input, gate: gate, count: count, to: output) }

  public static func quantize(
    _ input: UnsafePointer<Q12>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Int8>
  ) { PTQuantize.apply(input, by: affine, count: count, to: output) }

  public static func dequantize(
    _ input: UnsafePointer<Int8>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Q12>
  ) { PTDequantize.apply(input, by: affine, count: count, to: output) }
}

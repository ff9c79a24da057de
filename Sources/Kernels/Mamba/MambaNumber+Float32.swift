/// Rung 3: fp32.
extension Float: MambaNumber {
  public static var block: Int { 0 }
  public var float: Float { self }

  public static func norm(
    _ input: UnsafePointer<Float>, weight: UnsafePointer<Float>, count: Int,
    to output: UnsafeMutablePointer<Float>
  ) {
    RMSNorm.apply(input, weight: weight, epsilon: 1e-5, count: count, to: output)
  }

  public static func residualNorm(
    _ input: UnsafePointer<Float>, residual: UnsafeMutablePointer<Float>,
    weight: UnsafePointer<Float>, count: Int, to output: UnsafeMutablePointer<Float>
  ) {
    PTResidualNorm.apply(
      input, residual: residual, weight: weight, epsilon: 1e-5, count: count, sum: residual,
      to: output)
  }

  public static func convStep(
    _ input: UnsafePointer<Float>, state: UnsafeMutablePointer<Float>,
    weight: UnsafePointer<Float>, bias: UnsafePointer<Float>, channels: Int, taps: Int,
    to output: UnsafeMutablePointer<Float>
  ) {
    PTCausalConvStep.apply(
      input, state: state, weight: weight, bias: bias, channels: channels, taps: taps, to: output)
  }

  public static func softplus(
    _ input: UnsafePointer<Float>, count: Int, to output: UnsafeMutablePointer<Float>
  ) { PTSoftplus.apply(input, count: count, to: output) }

  public static func scan(
    _ token: ScanToken<Float>, state: UnsafeMutablePointer<Float>,
    to output: UnsafeMutablePointer<Float>
  ) { PTSelectiveScan.apply(token, state: state, to: output) }

  public static func scanSteps(
    _ token: ScanToken<Float>, decay: UnsafeMutablePointer<Float>,
    drive: UnsafeMutablePointer<Float>, state: UnsafeMutablePointer<Float>,
    to output: UnsafeMutablePointer<Float>
  ) {
    PTDiscretizeA.apply(token, to: decay)
    PTDiscretizeB.apply(token, to: drive)
    PTScanStep.apply(
      decay: decay, drive: drive, count: token.channels &* token.states, state: state)
    PTScanOutput.apply(token, state: state, to: output)
  }

  public static func gate(
    _ input: UnsafePointer<Float>, gate: UnsafePointer<Float>, count: Int,
    to output: UnsafeMutablePointer<Float>
  ) { PTGatedMul.apply(input, gate: gate, count: count, to: output) }

  public static func quantize(
    _ input: UnsafePointer<Float>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Int8>
  ) { PTQuantize.apply(input, by: affine, count: count, to: output) }

  public static func dequantize(
    _ input: UnsafePointer<Int8>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Float>
  ) { PTDequantize.apply(input, by: affine, count: count, to: output) }
}

// The fused kernels in this format: overloads of `Kernels`, which a generic function can't choose from.

extension Float {
  static func fusedSiLU(
    _ input: UnsafeMutablePointer<Float>, _ count: Int, _ output: UnsafeMutablePointer<Float>
  ) { PTSiLU.apply(input, count: count, to: output) }
  static func fusedTanh(
    _ input: UnsafeMutablePointer<Float>, _ count: Int, _ output: UnsafeMutablePointer<Float>
  ) { PTTanh.apply(input, count: count, to: output) }
  static func fusedHardSwish(
    _ input: UnsafeMutablePointer<Float>, _ count: Int, _ output: UnsafeMutablePointer<Float>
  ) { PTHardSwish.apply(input, count: count, to: output) }
  static func fusedHardSigmoid(
    _ input: UnsafeMutablePointer<Float>, _ count: Int, _ output: UnsafeMutablePointer<Float>
  ) { PTHardSigmoid.apply(input, count: count, to: output) }
  static func fusedSoftmax(
    _ input: UnsafeMutablePointer<Float>, _ count: Int, _ output: UnsafeMutablePointer<Float>
  ) { PTSoftmax.apply(input, count: count, to: output) }
  static func fusedDiscretizeA(_ token: ScanToken<Float>, _ result: UnsafeMutablePointer<Float>) {
    PTDiscretizeA.apply(token, to: result)
  }
  static func fusedDiscretizeB(_ token: ScanToken<Float>, _ result: UnsafeMutablePointer<Float>) {
    PTDiscretizeB.apply(token, to: result)
  }
  static func fusedScanStep(
    _ decay: UnsafeMutablePointer<Float>, _ drive: UnsafeMutablePointer<Float>, _ count: Int,
    _ state: UnsafeMutablePointer<Float>
  ) { PTScanStep.apply(decay: decay, drive: drive, count: count, state: state) }
  static func fusedScanOutput(
    _ token: ScanToken<Float>, _ state: UnsafeMutablePointer<Float>,
    _ output: UnsafeMutablePointer<Float>
  ) { PTScanOutput.apply(token, state: state, to: output) }
}

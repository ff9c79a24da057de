// The fused kernels in this format: overloads of `Kernels`, which a generic function can't choose from.

extension Q12 {
  static func fusedSiLU(
    _ input: UnsafeMutablePointer<Q12>, _ count: Int, _ output: UnsafeMutablePointer<Q12>
  ) { PTSiLU.apply(input, count: count, to: output) }
  static func fusedTanh(
    _ input: UnsafeMutablePointer<Q12>, _ count: Int, _ output: UnsafeMutablePointer<Q12>
  ) { PTTanh.apply(input, count: count, to: output) }
  static func fusedHardSwish(
    _ input: UnsafeMutablePointer<Q12>, _ count: Int, _ output: UnsafeMutablePointer<Q12>
  ) { PTHardSwish.apply(input, count: count, to: output) }
  static func fusedHardSigmoid(
    _ input: UnsafeMutablePointer<Q12>, _ count: Int, _ output: UnsafeMutablePointer<Q12>
  ) { PTHardSigmoid.apply(input, count: count, to: output) }
  static func fusedSoftmax(
    _ input: UnsafeMutablePointer<Q12>, _ count: Int, _ output: UnsafeMutablePointer<Q12>
  ) { PTSoftmax.apply(input, count: count, to: output) }
  static func fusedDiscretizeA(_ token: ScanToken<Q12>, _ result: UnsafeMutablePointer<Q12>) {
    PTDiscretizeA.apply(token, to: result)
  }
  static func fusedDiscretizeB(_ token: ScanToken<Q12>, _ result: UnsafeMutablePointer<Q12>) {
    PTDiscretizeB.apply(token, to: result)
  }
  static func fusedScanStep(
    _ decay: UnsafeMutablePointer<Q12>, _ drive: UnsafeMutablePointer<Q12>, _ count: Int,
    _ state: UnsafeMutablePointer<Q12>
  ) { PTScanStep.apply(decay: decay, drive: drive, count: count, state: state) }
  static func fusedScanOutput(
    _ token: ScanToken<Q12>, _ state: UnsafeMutablePointer<Q12>,
    _ output: UnsafeMutablePointer<Q12>
  ) { PTScanOutput.apply(token, state: state, to: output) }
}

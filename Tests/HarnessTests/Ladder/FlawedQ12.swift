import Kernels

/// The q11.12 kernels of a token's step, of which a flaw replaces one.
protocol Q12Flaw {
  static func softplus(
    _ input: UnsafePointer<Q12>, count: Int, to output: UnsafeMutablePointer<Q12>)
  static func scan(
    _ token: ScanToken<Q12>, state: UnsafeMutablePointer<Q12>,
    to output: UnsafeMutablePointer<Q12>)
  static func gate(
    _ input: UnsafePointer<Q12>, gate: UnsafePointer<Q12>, count: Int,
    to output: UnsafeMutablePointer<Q12>)
  static func quantize(
    _ input: UnsafePointer<Q12>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Int8>)
  static func dequantize(
    _ input: UnsafePointer<Int8>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Q12>)
}

extension Q12Flaw {
  static func softplus(
    _ input: UnsafePointer<Q12>, count: Int, to output: UnsafeMutablePointer<Q12>
  ) { Q12.softplus(input, count: count, to: output) }

  static func scan(
    _ token: ScanToken<Q12>, state: UnsafeMutablePointer<Q12>,
    to output: UnsafeMutablePointer<Q12>
  ) { Q12.scan(token, state: state, to: output) }

  static func gate(
    _ input: UnsafePointer<Q12>, gate: UnsafePointer<Q12>, count: Int,
    to output: UnsafeMutablePointer<Q12>
  ) { Q12.gate(input, gate: gate, count: count, to: output) }

  static func quantize(
    _ input: UnsafePointer<Q12>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Int8>
  ) { Q12.quantize(input, by: affine, count: count, to: output) }

  static func dequantize(
    _ input: UnsafePointer<Int8>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Q12>
  ) { Q12.dequantize(input, by: affine, count: count, to: output) }
}

/// A q11.12 number in memory, whose kernels are the production ones but for a flaw.
///
/// The steps of the ladder take the kernels from their number format, so that nothing in them has to
/// know of flaws.
struct FlawedQ12<Flaw: Q12Flaw>: MambaNumber {
  private let number: Q12

  static var zero: Self { Self(number: .zero) }
  static var block: Int { Q12.block }
  var float: Float { number.float }

  private static func sound(_ pointer: UnsafePointer<Self>) -> UnsafePointer<Q12> {
    UnsafeRawPointer(pointer).assumingMemoryBound(to: Q12.self)
  }

  private static func sound(_ pointer: UnsafeMutablePointer<Self>) -> UnsafeMutablePointer<Q12> {
    UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: Q12.self)
  }

  private static func sound(_ token: ScanToken<Self>) -> ScanToken<Q12> {
    ScanToken(
      channels: token.channels, states: token.states, input: sound(token.input),
      step: sound(token.step), skip: sound(token.skip), a: sound(token.a), b: sound(token.b),
      c: sound(token.c))
  }

  static func norm(
    _ input: UnsafePointer<Self>, weight: UnsafePointer<Self>, count: Int,
    to output: UnsafeMutablePointer<Self>
  ) { Q12.norm(sound(input), weight: sound(weight), count: count, to: sound(output)) }

  static func residualNorm(
    _ input: UnsafePointer<Self>, residual: UnsafeMutablePointer<Self>,
    weight: UnsafePointer<Self>, count: Int, to output: UnsafeMutablePointer<Self>
  ) {
    Q12.residualNorm(
      sound(input), residual: sound(residual), weight: sound(weight), count: count,
      to: sound(output))
  }

  static func convStep(
    _ input: UnsafePointer<Self>, state: UnsafeMutablePointer<Self>, weight: UnsafePointer<Self>,
    bias: UnsafePointer<Self>, channels: Int, taps: Int, to output: UnsafeMutablePointer<Self>
  ) {
    Q12.convStep(
      sound(input), state: sound(state), weight: sound(weight), bias: sound(bias),
      channels: channels, taps: taps, to: sound(output))
  }

  static func softplus(
    _ input: UnsafePointer<Self>, count: Int, to output: UnsafeMutablePointer<Self>
  ) { Flaw.softplus(sound(input), count: count, to: sound(output)) }

  static func scan(
    _ token: ScanToken<Self>, state: UnsafeMutablePointer<Self>,
    to output: UnsafeMutablePointer<Self>
  ) { Flaw.scan(sound(token), state: sound(state), to: sound(output)) }

  static func scanSteps(
    _ token: ScanToken<Self>, decay: UnsafeMutablePointer<Self>,
    drive: UnsafeMutablePointer<Self>, state: UnsafeMutablePointer<Self>,
    to output: UnsafeMutablePointer<Self>
  ) { scan(token, state: state, to: output) }

  static func gate(
    _ input: UnsafePointer<Self>, gate: UnsafePointer<Self>, count: Int,
    to output: UnsafeMutablePointer<Self>
  ) { Flaw.gate(sound(input), gate: sound(gate), count: count, to: sound(output)) }

  static func quantize(
    _ input: UnsafePointer<Self>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Int8>
  ) { Flaw.quantize(sound(input), by: affine, count: count, to: output) }

  static func dequantize(
    _ input: UnsafePointer<Int8>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Self>
  ) { Flaw.dequantize(input, by: affine, count: count, to: sound(output)) }
}

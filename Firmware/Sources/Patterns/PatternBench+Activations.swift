// The operators that PyTorch's decompositions emit, one pass over the tensor each.

extension PatternBench {
  /// Patterns in both number formats.
  func measureActivations() {
    measure(4) {
      each(x, to: t) { .zero - $0 }
      each(t, to: t) { .exponential($0) }
      each(t, to: t) { $0 + .constant(1) }
      each(t, to: output) { .inverse($0) }
    } fused: {
      each(x, to: output) { .logistic($0) }
    }
    measure(8) {
      hardSigmoid()
      each(output, x, to: output) { $0 * $1 }
    } fused: {
      Number.fusedHardSwish(x, Self.count, output)
    }
    measure(9) {
      hardSigmoid()
    } fused: {
      Number.fusedHardSigmoid(x, Self.count, output)
    }
    measure(1) {
      each(x, to: t) { .logistic($0) }
      each(x, t, to: output) { $0 * $1 }
    } fused: {
      Number.fusedSiLU(x, Self.count, output)
    }
    measure(14) {
      each(y, to: t) { .logistic($0) }
      each(y, t, to: t) { $0 * $1 }
      each(x, t, to: output) { $0 * $1 }
    } fused: {
      Number.gate(x, gate: y, count: Self.count, to: output)
    }
    measure(5) {
      each(x, to: t) { $0 + $0 }
      each(t, to: t) { .logistic($0) }
      each(t, to: t) { $0 + $0 }
      each(t, to: output) { $0 - .constant(1) }
    } fused: {
      Number.fusedTanh(x, Self.count, output)
    }
  }

  private func hardSigmoid() {
    each(x, to: t) { $0 + .constant(3) }
    each(t, to: t) { .larger($0, .zero) }
    each(t, to: t) { .smaller($0, .constant(6)) }
    each(t, to: output) { $0 * .constant(1 / 6) }
  }
}

extension PatternBench where Number == Float {
  /// Patterns that only fp32 has, or whose operators q11.12 does not have one by one.
  func measureFloat32() {
    measure(2) {
      each(x, to: t) { $0.magnitude }
      each(t, to: t) { -$0 }
      each(t, to: t) { .exponential($0) }
      each(t, to: t) { Float32Math.log1p($0) }
      each(x, to: u) { .larger($0, 0) }
      each(t, u, to: output) { $0 + $1 }
    } fused: {
      PTSoftplus.apply(x, count: Self.count, to: output)
    }
    measure(10) {
      each(x, to: t) { $0 > 0 ? 1 : 0 }
      each(x, to: u) { 0.01 * $0 }
      for index in 0..<Self.count { output[index] = t[index] > 0 ? x[index] : u[index] }
    } fused: {
      PTLeakyReLU.apply(x, slope: 0.01, count: Self.count, to: output)
    }
    measure(15, Self.channels) {
      PTLinear.apply(
        x, weight: y, bias: nil, rows: Self.channels, columns: Self.states, to: t)
      each(t, z, to: t, Self.channels) { $0 + $1 }
      each(t, to: output, Self.channels) { .larger($0, 0) }
    } fused: {
      for row in 0..<Self.channels {
        var sum: Float = 0
        let line = y + row * Self.states
        for column in 0..<Self.states { sum += line[column] * x[column] }
        output[row] = .larger(sum + z[row], 0)
      }
    }
  }
}

extension PatternBench {
  /// Norms, softmax and the parts of a selective scan.
  func measureRows() {
    let count = Number.constant(1 / Float(Self.count))
    measure(3) {
      norm(x, count)
    } fused: {
      Number.norm(x, weight: y, count: Self.count, to: output)
    }
    measure(16) {
      each(x, z, to: v) { $0 + $1 }
      norm(v, count)
    } fused: {
      Number.residualNorm(x, residual: z, weight: y, count: Self.count, to: output)
    }
    measure(6) {
      var largest = x[0]
      for index in 0..<Self.count { largest = .larger(largest, x[index]) }
      each(x, to: t) { $0 - largest }
      each(t, to: t) { .exponential($0) }
      let scale = Number.inverse(sum(t))
      each(t, to: output) { $0 * scale }
    } fused: {
      Number.fusedSoftmax(x, Self.count, output)
    }
    measure(17, Self.channels) {
      convolution()
    } fused: {
      Number.convStep(
        x, state: t, weight: y, bias: z, channels: Self.channels, taps: 4, to: output)
    }
  }

  /// Patterns 18 to 22: steps above 0, rates below.
  func measureScan() {
    each(x, to: v) { .smaller($0, .zero - $0) - .constant(0.1) }
    each(z, to: z) { .larger($0, .zero - $0) + .constant(0.01) }
    let token = ScanToken<Number>(
      channels: Self.channels, states: Self.states, input: y, step: z, skip: x, a: v, b: y, c: x)
    measure(18) {
      discretizeA()
    } fused: {
      Number.fusedDiscretizeA(token, t)
    }
    measure(19) {
      discretizeB()
    } fused: {
      Number.fusedDiscretizeB(token, u)
    }
    measure(20) {
      each(output, t, to: output) { $0 * $1 }
      each(output, u, to: output) { $0 + $1 }
    } fused: {
      Number.fusedScanStep(t, u, Self.count, output)
    }
    measure(21) {
      scanOutput()
    } fused: {
      Number.fusedScanOutput(token, output, x)
    }
    measure(22) {
      discretizeA()
      discretizeB()
      each(output, t, to: output) { $0 * $1 }
      each(output, u, to: output) { $0 + $1 }
      scanOutput()
    } fused: {
      Number.scan(token, state: output, to: x)
    }
  }

  private func norm(_ row: Row, _ reciprocalCount: Number) {
    each(row, to: t) { $0 * $0 }
    let scale = Number.inverseRoot(sum(t) * reciprocalCount + .constant(0.001))
    each(row, to: t) { $0 * scale }
    each(t, y, to: output) { $0 * $1 }
  }

  private func convolution() {
    // Concatenate, multiply, sum, bias, SiLU.
    for channel in 0..<Self.channels {
      for tap in 0..<3 { u[channel * 4 + tap] = t[channel * 4 + tap + 1] }
      u[channel * 4 + 3] = x[channel]
    }
    each(u, y, to: v, 4 * Self.channels) { $0 * $1 }
    for channel in 0..<Self.channels { output[channel] = sum(v + channel * 4, 4) }
    each(output, z, to: output, Self.channels) { $0 + $1 }
    each(output, to: v, Self.channels) { .logistic($0) }
    each(output, v, to: output, Self.channels) { $0 * $1 }
  }

  private func discretizeA() {
    for channel in 0..<Self.channels {
      let step = z[channel]
      each(v + channel * Self.states, to: t + channel * Self.states, Self.states) { step * $0 }
    }
    each(t, to: t) { .exponential($0) }
  }

  private func discretizeB() {
    for channel in 0..<Self.channels {
      let step = z[channel]
      each(y, to: u + channel * Self.states, Self.states) { step * $0 }
    }
    for channel in 0..<Self.channels {
      let input = y[channel]
      let row = u + channel * Self.states
      each(row, to: row, Self.states) { input * $0 }
    }
  }

  private func scanOutput() {
    for channel in 0..<Self.channels {
      let row = channel * Self.states
      each(x, output + row, to: t + row, Self.states) { $0 * $1 }
    }
    for channel in 0..<Self.channels {
      u[channel] = sum(t + channel * Self.states, Self.states)
    }
    each(x, y, to: t, Self.channels) { $0 * $1 }
    each(t, u, to: t, Self.channels) { $0 + $1 }
  }
}

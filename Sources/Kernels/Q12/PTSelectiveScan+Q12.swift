extension PTDiscretizeA {
  /// q11.12: error at most `0.64 + 0.5 e^(step A)` units of 2^-12 and a little; 1.15 for `A <= 0`.
  @inlinable
  public static func apply(_ token: ScanToken<Q12>, to decay: UnsafeMutablePointer<Q12>) {
    for channel in 0..<token.channels {
      let row = channel &* token.states
      for index in row..<row &+ token.states {
        decay[index] = Q12.exp(token.step[channel] * token.a[index])
      }
    }
  }
}

extension PTDiscretizeB {
  /// q11.12: both products rounded; error at most `0.5 |B| + 0.5` units of 2^-12.
  @inlinable
  public static func apply(_ token: ScanToken<Q12>, to drive: UnsafeMutablePointer<Q12>) {
    for channel in 0..<token.channels {
      let row = channel &* token.states
      let scaled = token.step[channel] * token.input[channel]
      for state in 0..<token.states { drive[row &+ state] = scaled * token.b[state] }
    }
  }
}

extension PTScanStep {
  /// q11.12: one rounding an element; error at most 0.5 units of 2^-12.
  @inlinable
  public static func apply(
    decay: UnsafePointer<Q12>, drive: UnsafePointer<Q12>, count: Int,
    state: UnsafeMutablePointer<Q12>
  ) {
    for index in 0..<count {
      state[index] = .multiplyAdd(decay[index], state[index], drive[index])
    }
  }
}

extension PTScanOutput {
  /// q11.12: the sum is exact and rounded once; error at most 0.5 units of 2^-12.
  @inlinable
  public static func apply(
    _ token: ScanToken<Q12>, state: UnsafePointer<Q12>, to output: UnsafeMutablePointer<Q12>
  ) {
    for channel in 0..<token.channels {
      let sum = Q12.dot(token.c, state + channel &* token.states, count: token.states)
      let skip = Int64(token.skip[channel].raw) &* Int64(token.input[channel].raw)
      output[channel] = Q12(rounding: sum &+ skip)
    }
  }
}

extension PTSelectiveScan {
  /// q11.12: `PTDiscretizeA`, `PTDiscretizeB`, `PTScanStep`, `PTScanOutput`, bit for bit.
  @inlinable
  public static func apply(
    _ token: ScanToken<Q12>, state: UnsafeMutablePointer<Q12>,
    to output: UnsafeMutablePointer<Q12>
  ) {
    for channel in 0..<token.channels {
      let row = channel &* token.states
      let step = token.step[channel]
      let scaled = step * token.input[channel]
      var sum = Int64(token.skip[channel].raw) &* Int64(token.input[channel].raw)
      for index in 0..<token.states {
        let decay = Q12.exp(step * token.a[row &+ index])
        let h = Q12.multiplyAdd(decay, state[row &+ index], scaled * token.b[index])
        state[row &+ index] = h
        sum &+= Int64(token.c[index].raw) &* Int64(h.raw)
      }
      output[channel] = Q12(rounding: sum)
    }
  }
}

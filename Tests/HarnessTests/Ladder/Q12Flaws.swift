@testable import Kernels

/// Softplus with its table read one entry too far.
enum SoftplusTableOffByOne: Q12Flaw {
  static func softplus(
    _ input: UnsafePointer<Q12>, count: Int, to output: UnsafeMutablePointer<Q12>
  ) {
    for index in 0..<count {
      let x = input[index].raw
      let entry = min(Int(x.magnitude >> 7) + 1, Q12Tables.softplusTail.count - 1)
      let tail = Int32(Q12Tables.softplusTail[entry]) >> 4
      output[index] = Q12(raw: max(x, 0) + tail)
    }
  }
}

/// The gate's SiLU with its table read one entry too far.
enum SiLUTableOffByOne: Q12Flaw {
  static func gate(
    _ input: UnsafePointer<Q12>, gate: UnsafePointer<Q12>, count: Int,
    to output: UnsafeMutablePointer<Q12>
  ) {
    for index in 0..<count {
      let z = gate[index].raw
      let entry = min(Int(z.magnitude >> 7) + 1, Q12Tables.siluTail.count - 1)
      let tail = Int32(Q12Tables.siluTail[entry]) >> 5
      output[index] = input[index] * Q12(raw: max(z, 0) - tail)
    }
  }
}

/// The scan's decays from a table read one coarse entry too far.
enum DecayTableOffByOne: Q12Flaw {
  static func scan(
    _ token: ScanToken<Q12>, state: UnsafeMutablePointer<Q12>,
    to output: UnsafeMutablePointer<Q12>
  ) {
    withStates(of: token) { decay, drive in
      for index in 0..<token.channels * token.states {
        let product = token.step[index / token.states] * token.a[index]
        decay[index] = Q12.exp(Q12(raw: product.raw - 1 << 7))
      }
      PTDiscretizeB.apply(token, to: drive)
      PTScanStep.apply(
        decay: decay, drive: drive, count: token.channels * token.states, state: state)
      PTScanOutput.apply(token, state: state, to: output)
    }
  }
}

/// The scan with products rounded down instead of to nearest.
enum ScanRoundedDown: Q12Flaw {
  static func scan(
    _ token: ScanToken<Q12>, state: UnsafeMutablePointer<Q12>,
    to output: UnsafeMutablePointer<Q12>
  ) {
    withStates(of: token) { decay, drive in
      PTDiscretizeA.apply(token, to: decay)
      PTDiscretizeB.apply(token, to: drive)
      for index in 0..<token.channels * token.states {
        let product = Int64(decay[index].raw) * Int64(state[index].raw)
        state[index] = Q12(raw: product >> 12 + Int64(drive[index].raw))
      }
      PTScanOutput.apply(token, state: state, to: output)
    }
  }
}

/// INT8 for the NPU rounded down instead of to nearest.
enum QuantizeRoundedDown: Q12Flaw {
  static func quantize(
    _ input: UnsafePointer<Q12>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Int8>
  ) {
    for index in 0..<count {
      let product = Int64(input[index].raw) * Int64(affine.multiplier)
      let value = product >> Int64(32 - affine.shift) + Int64(affine.zeroPoint)
      output[index] = Int8(clamping: value)
    }
  }
}

/// Numbers from the NPU rounded down instead of to nearest.
enum DequantizeRoundedDown: Q12Flaw {
  static func dequantize(
    _ input: UnsafePointer<Int8>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Q12>
  ) {
    for index in 0..<count {
      let product = (Int64(input[index]) - Int64(affine.zeroPoint)) * Int64(affine.factor)
      output[index] = Q12(raw: product >> Int64(affine.factorShift))
    }
  }
}

/// Room for a decay and a drive of each state.
private func withStates(
  of token: ScanToken<Q12>,
  _ body: (_ decay: UnsafeMutablePointer<Q12>, _ drive: UnsafeMutablePointer<Q12>) -> Void
) {
  let count = token.channels * token.states
  withUnsafeTemporaryAllocation(of: Q12.self, capacity: 2 * count) { room in
    guard let start = room.baseAddress else { return }
    body(start, start + count)
  }
}

extension PTDiscretizeA {
  /// q11.12: error at most `0.64 + 0.5 e^(step A)` units of 2^-12 and a little; 1.15 for `A <= 0`.
  @inlinable
  public static func apply(_ token: ScanToken<Q12>, to decay: UnsafeMutablePointer<Q12>) {
    for channel in 0..<token.channels {
      let row = channel &* token.states
      let step = token.step[channel]
      for index in row..<row &+ token.states {
        decay[index] = Q12.decay(step: step, rate: token.a[index])
      }
    }
  }
}

extension PTDiscretizeB {
  /// q11.12: error at most 0.5 units of 2^-12 where `step * x` is within 128: its product is exact and
  /// the second rounded. Beyond, both are rounded: `0.5 |B| + 0.5`.
  @inlinable
  public static func apply(_ token: ScanToken<Q12>, to drive: UnsafeMutablePointer<Q12>) {
    for channel in 0..<token.channels {
      let row = drive + channel &* token.states
      let product = token.step[channel].raw.multipliedFullWidth(by: token.input[channel].raw)
      if let exact = Q12.word(of: product) {
        for state in 0..<token.states { row[state] = Q12.product(exact, token.b[state]) }
      } else {
        let scaled = token.step[channel] * token.input[channel]
        for state in 0..<token.states { row[state] = scaled * token.b[state] }
      }
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
      let factor = decay[index]
      state[index] =
        factor.raw.magnitude <= 0x1000
        ? .multiplyAdd(small: factor, state[index], drive[index])
        : .generalMultiplyAdd(factor, state[index], drive[index])
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
      let skip = token.skip[channel].raw.product(token.input[channel].raw)
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
      let input = token.input[channel]
      let skip = token.skip[channel].raw.product(input.raw)
      let step = token.step[channel]
      let h = state + row
      let sum: Int64
      if let drive = Q12.word(of: step.raw.multipliedFullWidth(by: input.raw)) {
        sum = channelSum(
          step: step, drive: drive, a: token.a + row, b: token.b, c: token.c,
          count: token.states, state: h, from: skip)
      } else {
        sum = generalSum(
          step: step, scaled: step * input, a: token.a + row, b: token.b, c: token.c,
          count: token.states, state: h, from: skip)
      }
      output[channel] = Q12(rounding: sum)
    }
  }

  /// One channel's states where `step * x` fits a word in units of 2^-24: steps them all and adds
  /// `C h` to a sum.
  @inlinable @inline(never)
  static func channelSum(
    step: Q12, drive exact: Int32, a: UnsafePointer<Q12>, b: UnsafePointer<Q12>,
    c: UnsafePointer<Q12>, count: Int, state: UnsafeMutablePointer<Q12>, from first: Int64
  ) -> Int64 {
    var sum = first
    for index in 0..<count {
      let product = step.raw.multipliedFullWidth(by: a[index].raw)
      var h = state[index]
      if product.high == -1 {
        // The step's usual range: no product leaves 32 bits before it saturates.
        let drive = Q12.product(exact, b[index])
        let magnitude = 0 &- product.low
        if magnitude &- 1 < Q12.decayEnd {
          let decay = Q12.decay(ofProduct: magnitude)
          h = .multiplyAdd(small: decay, h, drive)
        } else {
          h = drive
        }
      } else {
        h = next(h, step: step, rate: a[index], drive: Q12.product(exact, b[index]))
      }
      state[index] = h
      sum &+= c[index].raw.product(h.raw)
    }
    return sum
  }

  /// One channel's states for any numbers.
  @inlinable @inline(never)
  static func generalSum(
    step: Q12, scaled: Q12, a: UnsafePointer<Q12>, b: UnsafePointer<Q12>, c: UnsafePointer<Q12>,
    count: Int, state: UnsafeMutablePointer<Q12>, from first: Int64
  ) -> Int64 {
    var sum = first
    for index in 0..<count {
      let h = next(state[index], step: step, rate: a[index], drive: scaled * b[index])
      state[index] = h
      sum &+= c[index].raw.product(h.raw)
    }
    return sum
  }

  /// One state's step for any numbers.
  @inlinable @inline(never)
  static func next(_ state: Q12, step: Q12, rate: Q12, drive: Q12) -> Q12 {
    .multiplyAdd(Q12.decay(step: step, rate: rate), state, drive)
  }
}

extension Q12 {
  /// A product in units of 2^-24, if it fits a word.
  @inlinable @inline(__always)
  static func word(of product: (high: Int32, low: UInt32)) -> Int32? {
    let low = Int32(bitPattern: product.low)
    return product.high == low &>> 31 ? low : nil
  }

  /// A number in units of 2^-24 times another, rounded once: the high word of a product, SMMULR.
  @inlinable @inline(__always)
  static func product(_ exact: Int32, _ other: Q12) -> Q12 {
    Q12(raw: exact.productHigh(rounding: other.raw &<< 8))
  }

  /// `multiplyAdd` of a factor from -1 to 1, bit for bit: adding before rounding is adding after it,
  /// as the addend is whole.
  @inlinable @inline(__always)
  static func multiplyAdd(small factor: Q12, _ other: Q12, _ addend: Q12) -> Q12 {
    Q12(raw: (factor.raw &<< 12).productHigh(rounding: other.raw &<< 8) &+ addend.raw)
  }

  /// `left * right`, not inlined.
  @inlinable @inline(never)
  static func generalProduct(_ left: Q12, _ right: Q12) -> Q12 { left * right }

  /// `multiplyAdd`, not inlined.
  @inlinable @inline(never)
  static func generalMultiplyAdd(_ left: Q12, _ right: Q12, _ addend: Q12) -> Q12 {
    .multiplyAdd(left, right, addend)
  }
}

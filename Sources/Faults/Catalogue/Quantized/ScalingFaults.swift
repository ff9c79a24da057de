import Graph

/// Faults of engine `quantized` in RESCALE.
enum ScalingFaults {
  static let all: [Fault] = plain + bits + roundings

  private static let plain: [Fault] = [
    .quantized("rescale-truncates", "RESCALE drops the fraction instead of rounding") { call in
      call.replaceScaling { scaled in scaled.quotient(adding: 0) }
    },
    .quantized("rescale-wraps", "RESCALE to INT8 wraps where it should saturate") { call in
      guard call.result.dtype == .int8 else { return }
      call.replaceScaling(saturating: false) { $0.rounded }
    },
    .quantized(
      "rescale-saturates-early", "RESCALE saturates before it adds the output's zero point"
    ) { call in
      guard call.result.dtype == .int8, call.number(4) != 0 else { return }
      call.replaceScaling { min(max($0.rounded, -128), 127) }
    },
    .quantized(
      "rescale-input-zero-point",
      "RESCALE from INT8 to INT32 adds the input's zero point instead of taking it off"
    ) { call in
      guard call.isRescale, call.operands[0].dtype == .int8, call.result.dtype == .int32 else {
        return
      }
      call.edit(3) { $0 = $0.map { max(-$0, -128) } }
    },
    .quantized(
      "rescale-channels-restart",
      "RESCALE by channel begins with the first factor again at channel 8"
    ) { call in
      guard case .rescale(let rescale) = call.operation, rescale.perChannel else { return }
      for operand in 1...2 {
        call.edit(operand) { factors in
          for index in factors.indices.dropFirst(8) { factors[index] = factors[index % 8] }
        }
      }
    },
    .quantized(
      "rescale-shift-shared", "RESCALE by channel shifts every channel as the first one"
    ) { call in
      guard case .rescale(let rescale) = call.operation, rescale.perChannel else { return }
      call.edit(2) { shifts in shifts = shifts.map { _ in shifts[0] } }
    },
  ]

  private static let bits: [Fault] = [
    .quantized(
      "rescale-shift-46", "RESCALE shifts by 46 at most, so that dead channels live"
    ) { call in
      guard call.isRescale else { return }
      call.edit(2) { $0 = $0.map { min($0, 46) } }
    },
    .quantized(
      "rescale-multiplier-16", "RESCALE keeps the upper 16 bits of a multiplier",
      .tensorFlowLite("")
    ) { call in
      guard call.isRescale else { return }
      call.edit(1) { multipliers in
        multipliers = multipliers.map { $0 & ~0x7fff }
      }
    },
    .quantized(
      "rescale-int48-narrow", "RESCALE of INT48 looks at the lowest 32 bits"
    ) { call in
      guard call.isRescale, call.operands[0].dtype == .int48,
        let kernel = call.resized(call.operation)
      else { return }
      call.distort { result, operands in
        var operands = operands
        operands[0].mapIntegers { $1.wrapped(to: 32) }
        if let made = try? kernel(operands) { result = made }
      }
    },
  ]

  /// Within half a unit of the real number: only an engine that rounds tells.
  private static let roundings: [Fault] = [
    .quantized(
      "rescale-half-down", "RESCALE rounds halves down", .tensorFlowLite("#3252"),
      bench: .quantizedByAxon
    ) { call in
      call.replaceScaling { $0.quotient(adding: (1 << ($0.shift - 1)) - 1) }
    },
    .quantized(
      "rescale-half-away", "RESCALE rounds negative halves away from zero",
      .tensorFlowLite("CMSIS-NN#214"), bench: .quantizedByAxon
    ) { call in
      call.replaceScaling { scaled in
        scaled.quotient(adding: (1 << (scaled.shift - 1)) - (scaled.value < 0 ? 1 : 0))
      }
    },
    .quantized(
      "rescale-rounds-twice", "RESCALE rounds twice where it is asked to once",
      .tensorFlowLite("#3252"), bench: .quantizedByAxon
    ) { call in
      guard case .rescale(var rescale) = call.operation, rescale.scale32,
        rescale.roundingMode == .single
      else { return }
      rescale.roundingMode = .double
      call.operation = .rescale(rescale)
    },
  ]
}

/// One number of a RESCALE before it is rounded.
private struct ScaledNumber {
  /// The operand less its zero point.
  var value: Int
  var multiplier: Int
  var shift: Int

  /// The product, with `addend` added, shifted right.
  func quotient(adding addend: Int) -> Int { (value &* multiplier &+ addend) >> shift }

  /// As TOSA has it.
  var rounded: Int { quotient(adding: 1 << (shift - 1)) }
}

extension OperatorCall {
  fileprivate var isRescale: Bool { if case .rescale = operation { true } else { false } }

  /// Computes a RESCALE with single rounding by another rule; the zero point is added to what it gives.
  fileprivate mutating func replaceScaling(
    saturating: Bool = true, _ rule: @escaping @Sendable (ScaledNumber) -> Int
  ) {
    guard case .rescale(let rescale) = operation, rescale.roundingMode == .single,
      !rescale.inputUnsigned, !rescale.outputUnsigned, let input = number(3),
      let output = number(4)
    else { return }
    let (multipliers, shifts) = (numbers(1), numbers(2))
    let range = result.dtype.integerRange
    distort { result, operands in
      let numbers = operands[0].integers
      result.mapIntegers { index, _ in
        let channel = index % multipliers.count
        let scaled = ScaledNumber(
          value: numbers[index] - input, multiplier: multipliers[channel], shift: shifts[channel])
        let moved = rule(scaled) + output
        guard saturating, let range else { return moved }
        return min(max(moved, Int(range.lowerBound)), Int(range.upperBound))
      }
    }
  }
}

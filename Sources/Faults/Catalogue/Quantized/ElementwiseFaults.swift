import Graph

/// Faults of engine `quantized` in operators that work element by element.
enum ElementwiseFaults {
  static let all: [Fault] = tables + binaries + others

  private static let tables: [Fault] = [
    .quantized("table-lowest", "TABLE reads the second entry for -128") { call in
      guard case .table = call.operation, call.operands[0].dtype == .int8 else { return }
      call.edit(1) { $0[0] = $0[1] }
    },
    .quantized("table-index-unsigned", "TABLE counts its entries from 0, not from -128") { call in
      guard case .table = call.operation, call.operands[0].dtype == .int8 else { return }
      call.edit(1) { $0 = Array($0[128...] + $0[..<128]) }
    },
    .quantized("table-fraction", "TABLE of INT16 interpolates with six bits of seven") { call in
      guard case .table = call.operation, call.operands[0].dtype == .int16,
        let kernel = call.resized(call.operation)
      else { return }
      call.distort { result, operands in
        var operands = operands
        operands[0].mapIntegers { $1 & ~1 }
        if let made = try? kernel(operands) { result = made }
      }
    },
  ]

  private static let binaries: [Fault] = [
    .quantized(
      "broadcast-modulo",
      "ADD and SUB walk a second operand that is 1 wide in the middle as if it were 1 wide in front",
      .classic
    ) { call in
      switch call.operation {
      case .binary(.add), .binary(.sub): break
      default: return
      }
      let (full, small) = (call.result.shape, call.operands[1].shape)
      guard small != full, call.operands[0].shape == full,
        let kernel = OperatorCall.kernel(
          call.operation, operands: [call.operands[0], call.operands[0]], constants: [nil, nil],
          declared: call.result)
      else { return }
      call.distort { result, operands in
        let numbers = operands[1].integers
        var spread = operands[0]
        spread.mapIntegers { index, _ in numbers[index % numbers.count] }
        if let made = try? kernel([operands[0], spread]) { result = made }
      }
    },
    .quantized("sub-broadcast-first", "SUB swaps its operands where the first is the smaller one") {
      call in
      guard case .binary(.sub) = call.operation, call.result.dtype.isInteger,
        call.operands[0].shape != call.result.shape
      else { return }
      call.mapResult { -$0 }
    },
    .quantized("maximum-upper-half", "MAXIMUM compares the upper 16 bits of INT32") { call in
      guard case .binary(.maximum) = call.operation, call.result.dtype == .int32 else { return }
      call.mapResultOfPairs { _, x, y in x >> 16 > y >> 16 ? x : y }
    },
    .quantized("greater-equal-strict", "GREATER_EQUAL is false for equal numbers") { call in
      guard call.operation.kind == .greaterEqual, call.operands[0].dtype == .int32 else { return }
      call.mapResultOfPairs { truth, x, y in x == y ? 0 : truth }
    },
    .quantized("shift-rounds-down", "ARITHMETIC_RIGHT_SHIFT does not round where it is asked to") {
      call in
      guard case .binary(.arithmeticRightShift(round: true)) = call.operation else { return }
      call.operation = .binary(.arithmeticRightShift(round: false))
    },
    .quantized("intdiv-floors", "INTDIV rounds down where it should round to zero") { call in
      guard case .binary(.intDiv) = call.operation else { return }
      call.mapResultOfPairs { quotient, x, y in
        y != 0 && x % y != 0 && (x < 0) != (y < 0) ? quotient - 1 : quotient
      }
    },
    .quantized("mul-shift-truncates", "MUL of INT32 does not round what it shifts out") { call in
      guard case .mul = call.operation, call.operands[0].dtype == .int32,
        let shift = call.number(2), shift > 0
      else { return }
      call.mapResultOfPairs { _, x, y in (x &* y) >> shift }
    },
  ]

  private static let others: [Fault] = [
    .quantized("clamp-int16-narrow", "CLAMP of INT16 takes the low byte of its lower bound") {
      call in
      guard case .clamp(var clamp) = call.operation, call.result.dtype == .int16 else { return }
      clamp.minimum[1] = clamp.minimum[0] > 127 ? 0xff : 0
      call.operation = .clamp(clamp)
    },
    .quantized("clamp-in-place", "CLAMP overwrites its operand, which is read again later") {
      call in
      guard case .clamp = call.operation, call.isLive[0], call.constants[0] == nil else { return }
      call.overwritten = 0
    },
    .quantized("negate-wraps", "NEGATE wraps where it should saturate") { call in
      guard case .negate = call.operation, call.result.dtype == .int8, let input = call.number(1),
        let output = call.number(2)
      else { return }
      call.distort { result, operands in
        let numbers = operands[0].integers
        result.mapIntegers { index, _ in output - (numbers[index] - input) }
      }
    },
    .quantized(
      "select-broadcast", "SELECT with a condition of another shape repeats it from the start"
    ) { call in
      guard case .select = call.operation else { return }
      let shapes = call.operands.map(\.shape)
      guard shapes[0] != call.result.shape else { return }
      call.distort { result, operands in
        let (shape, numbers) = (result.shape, operands.map(\.integers))
        guard !numbers[1].isEmpty else { return }
        result.mapIntegers { index, _ in
          let at = shape.coordinates(ofFlatIndex: index)
          let chosen = numbers[0][index % numbers[0].count] != 0 ? 1 : 2
          return numbers[chosen][shapes[chosen].broadcastIndex(of: at)]
        }
      }
    },
  ]
}

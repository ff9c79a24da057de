import Graph

/// RESCALE: every INT8 input against extreme multipliers and shifts, then random operands of every
/// combination of types.
enum RescaleCases {
  static func cases(seed: UInt64) -> [OperatorCase] {
    everyInt8() + openInt8() + ties() + random(seed)
  }

  private static func make(
    _ name: String, _ attributes: Rescale, _ input: Tensor, multipliers: [Int], shifts: [Int],
    inputZero: Int = 0, outputZero: Int = 0, to output: DType
  ) -> OperatorCase {
    let channels: Shape = [multipliers.count]
    return OperatorCase(
      name: "rescale/\(name)", operation: .rescale(attributes),
      operands: [
        // The reference model takes no INT48 as an input.
        input.dtype == .int48 ? .constant(input) : .input(input),
        .constant(
          Tensor(integers: multipliers, attributes.scale32 ? .int32 : .int16, channels)),
        .constant(Tensor(integers: shifts, .int8, channels)),
        .constant(.number(inputZero, input.dtype)), .constant(.number(outputZero, output)),
      ], result: TensorType(output, input.shape))
  }

  private static let everyValue = Tensor(integers: Array(-128...127), .int8, [256])

  private static func everyInt8() -> [OperatorCase] {
    let multipliers = [0, 1, 1 << 30, (1 << 30) + 1, 1_518_500_250, Int(Int32.max)]
    return multipliers.flatMap { multiplier in
      [10, 11, 30, 31, 32, 33, 38, 45, 49, 50, 61, 62].flatMap { shift in
        [(0, DType.int32), (-128, .int8), (127, .int8)].map { zero, output in
          make(
            "every-int8/m\(multiplier)-s\(shift)-zp\(zero)-\(output)", Rescale(), everyValue,
            multipliers: [multiplier], shifts: [shift], inputZero: zero,
            outputZero: output == .int8 ? zero : 0, to: output)
        }
      }
    }
  }

  /// Shifts so small that some or all operands are out of range.
  private static func openInt8() -> [OperatorCase] {
    (2...9).flatMap { shift in
      [0, 5].map { zero in
        make(
          "small-shift/s\(shift)-zp\(zero)", Rescale(), everyValue, multipliers: [1 << 30],
          shifts: [shift], inputZero: zero, to: .int32)
      }
    }
      // Operands within the range of a small shift.
      + (2...9).map { shift in
        let edge = 1 << (shift - 1)
        let values = [-edge, -edge + 1, -1, 0, 1, edge - 1].map { max(-128, min(127, $0)) }
        return make(
          "small-shift/edge-s\(shift)", Rescale(), Tensor(integers: values, .int8, [6]),
          multipliers: [Int(Int32.max)], shifts: [shift], to: .int32)
      }
  }

  /// Halves of both signs, where the rounding modes differ.
  private static func ties() -> [OperatorCase] {
    [RoundingMode.single, .double].flatMap { mode in
      [31, 32, 33, 40].map { shift in
        let step = max(1, 1 << (shift - 31))
        let values = (-20...20).map { $0 * step / 2 }
        return make(
          "ties/\(mode)-s\(shift)", Rescale(roundingMode: mode),
          Tensor(integers: values, .int32, [41]), multipliers: [1 << 30], shifts: [shift],
          to: .int32)
      }
    }
  }

  private static func random(_ seed: UInt64) -> [OperatorCase] {
    let types: [DType] = [.int8, .int16, .int32, .int48]
    var draw = Draw(seed: seed)
    return types.flatMap { input in
      types.dropLast().flatMap { output in
        (0..<12).map { round in
          random(&draw, from: input, to: output, scale32: input != .int48 && round % 4 != 3, round)
        }
      }
    }
  }

  private static func random(
    _ draw: inout Draw, from input: DType, to output: DType, scale32: Bool, _ round: Int
  ) -> OperatorCase {
    let narrow: [DType] = [.int8, .int16]
    let perChannel = round.isMultiple(of: 2)
    let channels = perChannel ? draw.integer(1...37) : 1
    let shape: Shape = [draw.integer(1...4), perChannel ? channels : draw.integer(1...37)]
    let bothNarrow = narrow.contains(input) && narrow.contains(output)
    let inputUnsigned = bothNarrow && round % 3 == 1
    let outputUnsigned = bothNarrow && round % 3 == 2
    func zero(_ dtype: DType, unsigned: Bool) -> Int {
      switch dtype {
      case .int8: draw.integer(-128...127)
      case .int16: unsigned ? draw.pick([0, -32_768]) : 0
      default: 0
      }
    }
    // Shifts that keep most inputs in range; for INT48 the product must fit 64 bits and the result 32.
    let bits = input == .int8 ? 10 : input == .int16 ? 18 : 32
    let shifts = (0..<channels).map { _ in
      scale32 ? draw.integer(bits...62) : draw.integer(input == .int48 ? 31...45 : 20...40)
    }
    let multipliers = (0..<channels).map { _ in
      scale32 ? draw.integer(1 << 30...Int(Int32.max)) : draw.integer(1 << 14...32_767)
    }
    let mode: RoundingMode = scale32 ? draw.pick([.single, .single, .double]) : .single
    let name =
      "random/\(input)-\(output)-\(round)\(scale32 ? "" : "-scale16")-\(mode)"
      + (inputUnsigned ? "-from-unsigned" : outputUnsigned ? "-to-unsigned" : "")
    let magnitudes: ClosedRange<Int>? = input == .int32 && round % 3 == 0 ? -30_000...30_000 : nil
    let data = draw.tensor(input, shape, in: magnitudes)
    return make(
      name,
      Rescale(
        scale32: scale32, roundingMode: mode, perChannel: perChannel,
        inputUnsigned: inputUnsigned, outputUnsigned: outputUnsigned),
      data, multipliers: multipliers, shifts: shifts,
      inputZero: zero(input, unsigned: inputUnsigned),
      outputZero: zero(output, unsigned: outputUnsigned), to: output)
  }
}

import Graph

/// RESIZE: random scales, offsets and borders that fit exactly.
enum ResizeCases {
  static func cases(seed: UInt64) -> [OperatorCase] {
    var draw = Draw(seed: seed)
    return (0..<40).map { make(&draw, $0) }
  }

  private struct Axis {
    var input = 0
    var output = 0
    var numerator = 0
    var denominator = 0
    var offset = 0
    var border = 0

    init(_ draw: inout Draw) {
      while true {
        input = draw.integer(1...7)
        numerator = draw.integer(1...9)
        denominator = draw.integer(1...9)
        guard denominator < 16 * numerator else { continue }
        offset = draw.integer(-numerator...16 * numerator - 1)
        border = draw.integer(-16 * numerator...numerator - 1)
        let reach = (input - 1) * numerator - offset + border
        output = reach / denominator + 1
        // The last sample must lie before the border of the input.
        if reach >= 0, reach.isMultiple(of: denominator), output <= 12 { return }
      }
    }
  }

  private static func make(_ draw: inout Draw, _ round: Int) -> OperatorCase {
    let (y, x) = (Axis(&draw), Axis(&draw))
    let (batch, channels) = (draw.integer(1...2), draw.integer(1...5))
    let mode: ResizeMode = round.isMultiple(of: 2) ? .nearest : .bilinear
    let input: DType = round % 4 < 2 ? .int8 : .int16
    let output: DType =
      mode == .nearest ? input : input == .int8 ? .int32 : .int48
    return OperatorCase(
      name: "resize/\(mode)-\(round)-\(input)", operation: .resize(Resize(mode: mode)),
      operands: [
        .input(draw.tensor(input, [batch, y.input, x.input, channels])),
        .constant(.shape([y.numerator, y.denominator, x.numerator, x.denominator])),
        .constant(.shape([y.offset, x.offset])), .constant(.shape([y.border, x.border])),
      ], result: TensorType(output, [batch, y.output, x.output, channels]))
  }
}

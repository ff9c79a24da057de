import Graph

extension RuleTable {
  /// CAST, CLAMP, RESCALE and TABLE.
  static let scaling = RuleTable(
    legal: [
      RuleCase(.cast(Cast()), [.tensor(.fp32, [2, 3])], .int8, [2, 3]),
      RuleCase(.cast(Cast()), [.tensor(.int32, [])], .bool, []),
      clamp(.int8, low: [0x80], high: [0x7f]), clamp(.int16, low: [0, 0], high: [0, 0]),
      // Serializers pad to eight bytes.
      clamp(.int8, low: [0x80, 0, 0, 0, 0, 0, 0, 0], high: [0x7f, 0, 0, 0, 0, 0, 0, 0]),
      // ReLU as ExecuTorch writes it: 0 to the largest finite number.
      clamp(.fp32, low: [0, 0, 0, 0], high: [0xff, 0xff, 0x7f, 0x7f]),
      clamp(.fp32, low: [0, 0, 0x80, 0xff], high: [0, 0, 0x80, 0x7f]),
      rescale(), rescale(from: .int8, to: .int32, shift: 2),
      rescale(shift: 62, zeros: [.zero(.int32), .constant(.int8, [-128])]),
      rescale(Rescale(perChannel: true), multiplier: [1, 2, 3], shifts: [30, 31, 32]),
      rescale(Rescale(scale32: false), from: .int48, to: .int16),
      rescale(Rescale(roundingMode: .double)),
      rescale(Rescale(inputUnsigned: true), from: .int8, to: .int16),
      rescale(
        Rescale(inputUnsigned: true), from: .int16, to: .int8,
        zeros: [.constant(.int16, [-32768]), .zero(.int8)]),
      rescale(
        Rescale(outputUnsigned: true), from: .int8, to: .int16,
        zeros: [.constant(.int8, [7]), .constant(.int16, [-32768])]),
      table(.int8, entries: 256, to: .int8), table(.int16, entries: 513, to: .int32),
    ],
    misses: [
      NearMiss.specified(
        "a cast that exists", "output",
        RuleCase(.cast(Cast()), [.tensor(.fp32, [2])], .bool, [2])),
      NearMiss("minimum below the maximum", "max_val", clamp(.int8, low: [1], high: [0])),
      NearMiss("signed limits", "max_val", clamp(.int8, low: [0x7f], high: [0x80])),
      NearMiss.specified("bytes of the minimum", "min_val", clamp(.int8, low: [0, 1], high: [1])),
      NearMiss("bytes of the maximum", "max_val", clamp(.fp32, low: [0, 0, 0, 0], high: [])),
      NearMiss(
        "minimum no NaN", "min_val",
        clamp(.fp32, low: [0, 0, 0xc0, 0x7f], high: [0, 0, 0x80, 0x3f])),
      NearMiss(
        "maximum no NaN", "max_val",
        clamp(.fp16, low: [0, 0], high: [0, 0x7e])),
      // TOSA calls multiplier and shift out of range unpredictable; they are known before the graph
      // runs.
      NearMiss("multiplier not negative", "multiplier", rescale(multiplier: [-1])),
      NearMiss("shift at least 2", "shift", rescale(shift: 1)),
      NearMiss("shift up to 62", "shift", rescale(shift: 63)),
      NearMiss.specified(
        "constant multiplier", "multiplier", changed(rescale(), 1, .tensor(.int32, [1]))),
      NearMiss(
        "multiplier INT16 without scale32", "multiplier",
        changed(rescale(Rescale(scale32: false)), 1, .constant(.int32, [1]))),
      NearMiss(
        "multiplier INT32 with scale32", "multiplier",
        changed(rescale(), 1, .constant(.int16, [1]))),
      NearMiss(
        "a multiplier for each channel", "multiplier",
        rescale(Rescale(perChannel: true), multiplier: [1], shifts: [30, 31, 32])),
      NearMiss(
        "a shift for each channel", "shift",
        rescale(Rescale(perChannel: true), multiplier: [1, 2, 3], shifts: [30])),
      NearMiss(
        "one multiplier", "multiplier",
        rescale(multiplier: [1, 2, 3], shifts: [30, 31, 32])),
      NearMiss(
        "no channels at rank 0", "input",
        changed(rescale(Rescale(perChannel: true)), 0, .tensor(.int32, []))),
      NearMiss("scale32 false for INT48", "scale32", rescale(from: .int48)),
      NearMiss(
        "no double rounding without scale32", "rounding_mode",
        rescale(Rescale(scale32: false, roundingMode: .double))),
      NearMiss(
        "unsigned on one side", "output_unsigned",
        rescale(Rescale(inputUnsigned: true, outputUnsigned: true), from: .int8)),
      NearMiss("no unsigned INT32", "input_unsigned", rescale(Rescale(inputUnsigned: true))),
      NearMiss(
        "no unsigned to INT32", "input_unsigned",
        rescale(Rescale(inputUnsigned: true), from: .int8, to: .int32)),
      NearMiss(
        "no INT32 to unsigned", "output_unsigned", rescale(Rescale(outputUnsigned: true))),
      NearMiss(
        "no INT48 to unsigned", "output_unsigned",
        rescale(Rescale(scale32: false, outputUnsigned: true), from: .int48)),
      NearMiss(
        "zero point 0 of INT32", "input_zp",
        rescale(zeros: [.constant(.int32, [1]), .zero(.int8)])),
      NearMiss(
        "zero point 0 of signed INT16", "output_zp",
        rescale(to: .int16, zeros: [.zero(.int32), .constant(.int16, [-32768])])),
      NearMiss(
        "zero point of unsigned INT16", "input_zp",
        rescale(
          Rescale(inputUnsigned: true), from: .int16,
          zeros: [.constant(.int16, [1]), .zero(.int8)])),
      NearMiss("entries of an INT8 table", "table", table(.int8, entries: 255, to: .int8)),
      NearMiss("entries of an INT16 table", "table", table(.int16, entries: 512, to: .int32)),
      NearMiss.specified(
        "constant table", "table",
        changed(table(.int8, entries: 256, to: .int8), 1, .tensor(.int8, [256]))),
    ])

  private static func clamp(_ type: DType, low: [UInt8], high: [UInt8]) -> RuleCase {
    RuleCase(
      .clamp(Clamp(minimum: low, maximum: high)), [.tensor(type, [2, 3])], type, [2, 3])
  }

  private static func rescale(
    _ rescale: Rescale = Rescale(), from input: DType = .int32, to output: DType = .int8,
    multiplier: [Int] = [1000], shift: Int = 30, shifts: [Int]? = nil, zeros: [Given]? = nil
  ) -> RuleCase {
    RuleCase(
      .rescale(rescale),
      [
        .tensor(input, [2, 3]), .constant(rescale.scale32 ? .int32 : .int16, multiplier),
        .constant(.int8, shifts ?? [shift]),
      ] + (zeros ?? [.zero(input), .zero(output)]), output, [2, 3])
  }

  private static func table(_ input: DType, entries: Int, to output: DType) -> RuleCase {
    RuleCase(
      .table(Table()),
      [.tensor(input, [2, 3]), .constant(input, [Int](repeating: 0, count: entries))], output,
      [2, 3])
  }

  /// RESIZE.
  static let resizing = RuleTable(
    legal: [
      resize(), resize(.nearest),
      // Half the size: (7 * 2 - 0 + 0) / 4 is no whole number, so the border makes it one.
      resize(scale: [2, 4, 2, 4], offset: [1, 1], border: [-1, -1], output: [1, 4, 4, 3]),
      resize(scale: [1, 1, 1, 1], offset: [0, 0], border: [0, 0], output: [1, 8, 8, 3]),
      resize(scale: [256, 1, 1, 1], offset: [0, 0], border: [0, 0], output: [1, 1793, 8, 3]),
    ],
    misses: [
      NearMiss("numerator at least 1", "scale", resize(scale: [0, 1, 2, 1])),
      NearMiss("denominator at least 1", "scale", resize(scale: [2, 0, 2, 1])),
      NearMiss("numerator up to 2048", "scale", resize(scale: [2049, 2049, 2, 1])),
      NearMiss("denominator below 16 numerators", "scale", resize(scale: [1, 16, 2, 1])),
      NearMiss("scale of level 8K", "scale", resize(scale: [257, 1, 2, 1])),
      NearMiss("offset not below -numerator", "offset", resize(offset: [-3, 0])),
      NearMiss("offset below 16 numerators", "offset", resize(offset: [0, 32])),
      NearMiss("border not below -16 numerators", "border", resize(border: [-33, 0])),
      NearMiss("border below the numerator", "border", resize(border: [2, 0])),
      NearMiss("exact output size", "scale", resize(scale: [2, 4, 2, 1])),
      NearMiss(
        "input below 16384", "input",
        changed(resize(), 0, .tensor(.int8, [1, 16384, 1, 1]))),
      NearMiss(
        "output below 16384", "output",
        changed(
          resize(scale: [4, 1, 1, 1], offset: [0, 0], border: [0, 0]), 0,
          .tensor(.int8, [1, 4097, 1, 1]))),
      NearMiss("four scale numbers", "scale", resize(scale: [2, 1])),
      NearMiss("constant scale", "scale", changed(resize(), 1, .tensor(.shape, [4]))),
      NearMiss("offset of type SHAPE", "offset", changed(resize(), 2, .constant(.int32, [0, 0]))),
    ])

  private static func resize(
    _ mode: ResizeMode = .bilinear, scale: [Int] = [2, 1, 2, 1], offset: [Int] = [0, 0],
    border: [Int] = [1, 1], output: Shape = [1, 16, 16, 3]
  ) -> RuleCase {
    RuleCase(
      .resize(Resize(mode: mode)),
      [.tensor(.int8, [1, 8, 8, 3]), .sizes(scale), .sizes(offset), .sizes(border)],
      mode == .bilinear ? .int32 : .int8, output)
  }
}

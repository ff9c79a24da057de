import Graph

/// Unary, binary, comparing and choosing operators: random operands with broadcasting, and the
/// edges of their types.
enum ElementwiseCases {
  static func cases(seed: UInt64) -> [OperatorCase] {
    var draw = Draw(seed: seed)
    return binary(&draw) + products(&draw) + unary(&draw) + tables(&draw) + edges()
  }

  /// Shapes of two operands and what they broadcast to.
  private static let shapes: [(Shape, Shape, Shape)] = [
    ([37], [37], [37]), ([2, 3, 5], [2, 3, 5], [2, 3, 5]), ([2, 3, 5], [1, 3, 1], [2, 3, 5]),
    ([1, 1, 5], [4, 3, 1], [4, 3, 5]), ([2, 1, 4, 1], [1, 3, 1, 5], [2, 3, 4, 5]),
    ([1, 1], [3, 4], [3, 4]), ([3, 1], [3, 7], [3, 7]), ([1], [1], [1]),
  ]

  private static func pair(
    _ draw: inout Draw, _ name: String, _ operation: Operation, _ dtype: DType,
    giving result: DType, in range: ClosedRange<Int>? = nil, second: ClosedRange<Int>? = nil,
    _ more: [OperatorCase.Operand] = []
  ) -> [OperatorCase] {
    shapes.enumerated().map { index, shape in
      OperatorCase(
        name: "\(name)/\(dtype)-\(index)", operation: operation,
        operands: [
          .input(draw.tensor(dtype, shape.0, in: range)),
          .input(draw.tensor(dtype, shape.1, in: second ?? range)),
        ] + more, result: TensorType(result, shape.2))
    }
  }

  private static func binary(_ draw: inout Draw) -> [OperatorCase] {
    let half = Int(Int32.min) / 2...Int(Int32.max) / 2
    var cases =
      pair(&draw, "add", .binary(.add), .int32, giving: .int32, in: half)
      + pair(&draw, "sub", .binary(.sub), .int32, giving: .int32, in: half)
      + pair(
        &draw, "intdiv", .binary(.intDiv), .int32, giving: .int32, in: -99_999...99_999,
        second: 1...700)
      + pair(&draw, "maximum", .binary(.maximum(nanMode: .propagate)), .int32, giving: .int32)
      + pair(&draw, "minimum", .binary(.minimum(nanMode: .propagate)), .int32, giving: .int32)
    for compare in Compare.allCases {
      cases += pair(&draw, "\(compare)", .compare(compare), .int32, giving: .bool, in: -2...2)
    }
    let logical: [(String, Binary)] = [
      ("and", .logicalAnd), ("or", .logicalOr), ("xor", .logicalXor),
    ]
    for (name, op) in logical {
      cases += pair(&draw, "logical-\(name)", .binary(op), .bool, giving: .bool)
    }
    let bits: [(String, Binary)] = [
      ("and", .bitwiseAnd), ("or", .bitwiseOr), ("xor", .bitwiseXor),
    ]
    let shifts: [(String, Binary)] = [
      ("arithmetic-right", .arithmeticRightShift(round: false)),
      ("rounded-right", .arithmeticRightShift(round: true)),
      ("logical-left", .logicalLeftShift), ("logical-right", .logicalRightShift),
    ]
    for dtype in [DType.int8, .int16, .int32] {
      for (name, op) in bits {
        cases += pair(&draw, "bitwise-\(name)", .binary(op), dtype, giving: dtype)
      }
      for (name, op) in shifts {
        cases += pair(
          &draw, "shift-\(name)", .binary(op), dtype, giving: dtype,
          second: 0...dtype.hostSize * 8 - 1)
      }
    }
    return cases
  }

  private static func products(_ draw: inout Draw) -> [OperatorCase] {
    var cases: [OperatorCase] = []
    for dtype in [DType.int8, .int16, .int32] {
      cases += pair(
        &draw, "mul", .mul(Mul()), dtype, giving: .int32, [.constant(.number(0, .int8))])
    }
    // Ranges whose shifted products fit INT32.
    for (shift, bits) in [(1, 15), (5, 17), (20, 25), (31, 30), (40, 31), (62, 31), (63, 31)] {
      cases += pair(
        &draw, "mul-shift\(shift)", .mul(Mul()), .int32, giving: .int32,
        in: -(1 << bits)...(1 << bits) - 1, [.constant(.number(shift, .int8))])
    }
    return cases
  }

  private static func unary(_ draw: inout Draw) -> [OperatorCase] {
    var cases: [OperatorCase] = []
    func add(_ name: String, _ op: Unary, _ dtype: DType, in range: ClosedRange<Int>? = nil) {
      let shape: Shape = [3, 17]
      cases.append(
        OperatorCase(
          name: "\(name)/\(dtype)", operation: .unary(op),
          operands: [.input(draw.tensor(dtype, shape, in: range))],
          result: TensorType(dtype, shape)))
    }
    add("abs", .abs, .int32, in: -Int(Int32.max)...Int(Int32.max))
    add("clz", .clz, .int32)
    add("logical-not", .logicalNot, .bool)
    for dtype in [DType.int8, .int16, .int32] {
      add("bitwise-not", .bitwiseNot, dtype)
      add("identity", .identity, dtype)
    }
    add("identity", .identity, .bool)
    for (index, zeros) in [(0, 0), (5, -7), (-128, -128), (127, 127), (-128, 127)].enumerated() {
      cases.append(
        OperatorCase(
          name: "negate/INT8-\(index)", operation: .negate(Negate()),
          operands: [
            .input(Tensor(integers: Array(-128...127), .int8, [256])),
            .constant(.number(zeros.0, .int8)), .constant(.number(zeros.1, .int8)),
          ], result: TensorType(.int8, [256])))
    }
    for dtype in [DType.int16, .int32] {
      let range = dtype == .int32 ? -Int(Int32.max)...Int(Int32.max) : nil
      cases.append(
        OperatorCase(
          name: "negate/\(dtype)", operation: .negate(Negate()),
          operands: [
            .input(draw.tensor(dtype, [41], in: range)), .constant(.number(0, dtype)),
            .constant(.number(0, dtype)),
          ], result: TensorType(dtype, [41])))
    }
    for dtype in [DType.int8, .int16] {
      for round in 0..<4 {
        let range = dtype == .int8 ? -100...100 : -20_000...20_000
        let limits = [draw.integer(range), draw.integer(range)].sorted().map {
          Tensor.number($0, dtype)
        }
        cases.append(
          OperatorCase(
            name: "clamp/\(dtype)-\(round)",
            operation: .clamp(Clamp(minimum: limits[0].bytes, maximum: limits[1].bytes)),
            operands: [.input(draw.tensor(dtype, [5, 9]))], result: TensorType(dtype, [5, 9])))
      }
    }
    for from in [DType.bool, .int8, .int16, .int32] {
      for to in [DType.bool, .int8, .int16, .int32] where to != from {
        cases.append(
          OperatorCase(
            name: "cast/\(from)-\(to)", operation: .cast(Cast()),
            operands: [.input(draw.tensor(from, [45]))], result: TensorType(to, [45])))
      }
    }
    for dtype in [DType.bool, .int8, .int16, .int32] {
      let choices: [(Shape, Shape, Shape, Shape)] = [
        ([21], [21], [21], [21]), ([2, 1, 3], [1, 4, 3], [2, 4, 1], [2, 4, 3]),
        ([1, 1], [5, 1], [1, 6], [5, 6]),
      ]
      for (index, shape) in choices.enumerated() {
        cases.append(
          OperatorCase(
            name: "select/\(dtype)-\(index)", operation: .select(Select()),
            operands: [
              .input(draw.tensor(.bool, shape.0)), .input(draw.tensor(dtype, shape.1)),
              .input(draw.tensor(dtype, shape.2)),
            ], result: TensorType(dtype, shape.3)))
      }
    }
    return cases
  }

  private static func tables(_ draw: inout Draw) -> [OperatorCase] {
    let smooth = (0...512).map { ($0 - 256) * 127 }
    let rough = (0...512).map { _ in draw.integer(-16_000...16_000) }
    let steep = (0...512).map { $0 == 300 ? 32_767 : -100 }
    let every = Tensor(integers: Array(-32_768...32_767), .int16, [65_536])
    func wide(_ name: String, _ table: [Int], _ input: Tensor) -> OperatorCase {
      OperatorCase(
        name: "table/INT16-\(name)", operation: .table(Table()),
        operands: [.input(input), .constant(Tensor(integers: table, .int16, [513]))],
        result: TensorType(.int32, input.shape))
    }
    return [
      OperatorCase(
        name: "table/INT8", operation: .table(Table()),
        operands: [
          .input(Tensor(integers: Array(-128...127), .int8, [256])),
          .constant(draw.tensor(.int8, [256])),
        ], result: TensorType(.int8, [256])),
      wide("smooth", smooth, every), wide("rough", rough, every),
      wide("steep-met", steep, Tensor(integers: [(300 - 256) << 7], .int16, [1])),
      wide("steep-not-met", steep, Tensor(integers: [0, 128, -32_768], .int16, [3])),
    ]
  }

  /// Where INT32 ends, and what TOSA leaves open.
  private static func edges() -> [OperatorCase] {
    let (low, high) = (Int(Int32.min), Int(Int32.max))
    func pair(
      _ name: String, _ op: Operation, _ a: Int, _ b: Int, _ dtype: DType = .int32,
      shift: Int? = nil
    ) -> OperatorCase {
      OperatorCase(
        name: "edge/\(name)", operation: op,
        operands: [.input(.number(a, dtype)), .input(.number(b, dtype))]
          + (shift.map { [.constant(.number($0, .int8))] } ?? []),
        result: TensorType(dtype, [1]))
    }
    var cases = [
      pair("add-max-0", .binary(.add), high, 0), pair("add-max-1", .binary(.add), high, 1),
      pair("add-min-1", .binary(.add), low, -1), pair("add-min-max", .binary(.add), low, high),
      pair("sub-min-1", .binary(.sub), low, 1), pair("sub-0-min", .binary(.sub), 0, low),
      pair("sub-1-min", .binary(.sub), -1, low), pair("sub-max-min", .binary(.sub), high, low),
      pair("intdiv-0", .binary(.intDiv), 7, 0), pair("intdiv-min", .binary(.intDiv), low, -1),
      pair("intdiv-trunc", .binary(.intDiv), -7, 2), pair("intdiv-trunc2", .binary(.intDiv), 7, -2),
      pair("mul-wraps", .mul(Mul()), 1 << 30, 4, shift: 0),
      pair("mul-shift-1-fits", .mul(Mul()), 1 << 30, 3, shift: 1),
      pair("mul-shift-1-over", .mul(Mul()), 1 << 30, 4, shift: 1),
      pair("mul-shift-1-over-negative", .mul(Mul()), 1 << 30, -5, shift: 1),
      pair("mul-tie", .mul(Mul()), 5, 1, shift: 1),
      pair("mul-tie-negative", .mul(Mul()), -5, 1, shift: 1),
      pair("mul-min-min", .mul(Mul()), low, low, shift: 63),
    ]
    for (dtype, width) in [(DType.int8, 8), (.int16, 16), (.int32, 32)] {
      for shift in Set([-1, width - 1, width, 31]).sorted() {
        for (name, op) in [
          ("arithmetic-right", Binary.arithmeticRightShift(round: false)),
          ("rounded-right", .arithmeticRightShift(round: true)),
          ("logical-left", .logicalLeftShift), ("logical-right", .logicalRightShift),
        ] {
          cases.append(pair("shift-\(name)-\(dtype)-by\(shift)", .binary(op), -3, shift, dtype))
        }
      }
    }
    for value in [low, low + 1] {
      cases.append(
        OperatorCase(
          name: "edge/abs\(value)", operation: .unary(.abs),
          operands: [.input(.number(value, .int32))], result: TensorType(.int32, [1])))
      cases.append(
        OperatorCase(
          name: "edge/negate\(value)", operation: .negate(Negate()),
          operands: [
            .input(.number(value, .int32)), .constant(.number(0, .int32)),
            .constant(.number(0, .int32)),
          ], result: TensorType(.int32, [1])))
    }
    return cases
  }
}

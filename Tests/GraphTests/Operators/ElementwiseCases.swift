import Graph

extension RuleTable {
  /// Unary, binary and comparing operators, MUL, NEGATE, SELECT and REDUCE.
  static let elementwise = RuleTable(
    legal: unaries + binaries + [
      binary(.compare(.equal), .int32, [2, 3], [2, 3], .bool, [2, 3]),
      binary(.compare(.greater), .fp32, [2, 1], [1, 3], .bool, [2, 3]),
      binary(.compare(.greaterEqual), .int32, [], [], .bool, []),
      mul(.int32, shift: 63), mul(.int8), mul(.fp32),
      negate(.int8, [.constant(.int8, [-128]), .constant(.int8, [3])]),
      negate(.int32, [.zero(.int32), .zero(.int32)]),
      select([2, 1], [1, 3], [1, 1], output: [2, 3]), select([], [], [], output: []),
    ],
    misses: [
      NearMiss(
        "equal ranks", "input2", binary(.binary(.add), .int32, [3], [1, 3], .int32, [1, 3])),
      NearMiss("sizes that broadcast", "input2", add([2, 3], [2, 2])),
      NearMiss("equal types", "input2", changed(add([2], [2]), 1, .tensor(.fp32, [2]))),
      NearMiss("rank of level 8K", "input1", add([1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1])),
      NearMiss("sizes of at least 1", "input1", add([0], [1])),
      NearMiss(
        "ranks of a comparison", "input2",
        binary(.compare(.equal), .int32, [3], [], .bool, [3])),
      NearMiss("shift up to 63", "shift", mul(.int32, shift: 64)),
      NearMiss.specified("shift not negative", "shift", mul(.int32, shift: -1)),
      NearMiss.specified("no shift but for INT32", "shift", mul(.int16, shift: 1)),
      NearMiss("shift of type INT8", "shift", changed(mul(.int32), 2, .zero(.int32))),
      NearMiss.specified(
        "shift of shape [1]", "shift", changed(mul(.int32), 2, .constant(.int8, [0, 0]))),
      NearMiss.specified("constant shift", "shift", changed(mul(.int32), 2, .tensor(.int8, [1]))),
      NearMiss(
        "zero point 0 unless INT8", "input1_zp",
        negate(.int16, [.constant(.int16, [1]), .zero(.int16)])),
      NearMiss(
        "zero point of the type", "output_zp", negate(.int8, [.zero(.int8), .zero(.int16)])),
      NearMiss(
        "condition of type BOOL", "input1",
        changed(select([2], [2], [2], output: [2]), 0, .tensor(.int8, [2]))),
      NearMiss("third operand that broadcasts", "input3", select([2], [2], [3], output: [2])),
      NearMiss("second operand that broadcasts", "input2", select([2], [3], [1], output: [3])),
      NearMiss(
        "two operands", "operands", RuleCase(.binary(.add), [.tensor(.int32, [1])], .int32, [1])),
    ])

  private static var unaries: [RuleCase] {
    Unary.allCases.map { unary in
      let type: DType =
        switch unary {
        case .logicalNot: .bool
        case .bitwiseNot: .int8
        case .clz: .int32
        default: .fp32
        }
      return RuleCase(.unary(unary), [.tensor(type, [2, 3])], type, [2, 3])
    }
  }

  private static var binaries: [RuleCase] {
    let ofInt32: [Binary] = [
      .add, .sub, .intDiv, .arithmeticRightShift(round: true), .bitwiseAnd, .bitwiseOr, .bitwiseXor,
      .logicalLeftShift, .logicalRightShift, .maximum(nanMode: .propagate),
      .minimum(nanMode: .ignore),
    ]
    let ofBool: [Binary] = [.logicalAnd, .logicalOr, .logicalXor]
    return ofInt32.map { binary(.binary($0), .int32, [4, 1, 3], [1, 2, 3], .int32, [4, 2, 3]) }
      + ofBool.map { binary(.binary($0), .bool, [2, 3], [2, 1], .bool, [2, 3]) }
      + [
        binary(.binary(.pow), .fp32, [1], [3], .fp32, [3]),
        binary(.binary(.add), .fp16, [], [], .fp16, []),
        add([1, 1, 1, 1, 1, 2], [1, 1, 1, 1, 1, 1]),
      ]
  }

  private static func binary(
    _ operation: Operation, _ type: DType, _ first: Shape, _ second: Shape, _ result: DType,
    _ output: Shape
  ) -> RuleCase {
    RuleCase(operation, [.tensor(type, first), .tensor(type, second)], result, output)
  }

  private static func add(_ first: Shape, _ second: Shape) -> RuleCase {
    binary(.binary(.add), .int32, first, second, .int32, first)
  }

  private static func mul(_ type: DType, shift: Int = 0) -> RuleCase {
    RuleCase(
      .mul(Mul()), [.tensor(type, [2, 3]), .tensor(type, [1, 3]), .constant(.int8, [shift])],
      type.isInteger ? .int32 : type, [2, 3])
  }

  private static func negate(_ type: DType, _ zeros: [Given]) -> RuleCase {
    RuleCase(.negate(Negate()), [.tensor(type, [2, 3])] + zeros, type, [2, 3])
  }

  private static func select(
    _ condition: Shape, _ first: Shape, _ second: Shape, output: Shape
  ) -> RuleCase {
    RuleCase(
      .select(Select()),
      [.tensor(.bool, condition), .tensor(.int8, first), .tensor(.int8, second)],
      .int8, output)
  }

  /// REDUCE_ALL to REDUCE_SUM, and ARGMAX.
  static let reductions = RuleTable(
    legal: [
      reduce(.all, .bool, axis: 0, output: [1, 3, 4]), reduce(.any, .bool, axis: 1),
      reduce(.max(nanMode: .propagate), .int8, axis: 2, output: [2, 3, 1]),
      reduce(.min(nanMode: .ignore), .fp32, axis: 1), reduce(.product, .fp32, axis: 1),
      reduce(.sum, .int32, axis: 1),
      RuleCase(.argMax(ArgMax(axis: 1)), [.tensor(.int8, [2, 3, 4])], .int32, [2, 4]),
      RuleCase(.argMax(ArgMax(axis: 0)), [.tensor(.fp32, [7])], .int32, []),
    ],
    misses: [
      NearMiss("axis not negative", "axis", reduce(.sum, .int32, axis: -1)),
      NearMiss("axis below the rank", "axis", reduce(.sum, .int32, axis: 3)),
      NearMiss(
        "rank at least 1", "input",
        RuleCase(.reduce(Reduce(.sum, axis: 0)), [.tensor(.int32, [])], .int32, [])),
      NearMiss(
        "axis of ARGMAX", "axis",
        RuleCase(.argMax(ArgMax(axis: 3)), [.tensor(.int8, [2, 3, 4])], .int32, [2, 3])),
      NearMiss(
        "rank of ARGMAX", "input",
        RuleCase(.argMax(ArgMax(axis: 0)), [.tensor(.int8, [])], .int32, [])),
    ])

  private static func reduce(
    _ function: Reduce.Function, _ type: DType, axis: Int, output: Shape = [2, 1, 4]
  ) -> RuleCase {
    RuleCase(.reduce(Reduce(function, axis: axis)), [.tensor(type, [2, 3, 4])], type, output)
  }
}

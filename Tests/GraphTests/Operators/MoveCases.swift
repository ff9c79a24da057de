import Graph

extension RuleTable {
  /// CONCAT, PAD, RESHAPE, REVERSE, SLICE, TILE and TRANSPOSE.
  static let moves = RuleTable(
    legal: [
      concat([[2, 3], [2, 1], [2, 3]], axis: 1, output: [2, 7]), concat([[5]], output: [5]),
      pad([2, 3], [1, 0, 0, 2], output: [3, 5]), pad([4], [0, 0], output: [4]),
      reshape([2, 6], [3, 4]), reshape([1, 1], []), reshape([], [1]),
      move(.reverse(Reverse(axis: 1)), [2, 3], output: [2, 3]),
      slice([4, 5], start: [1, 0], size: [3, 5]), slice([4], start: [3], size: [1]),
      tile([2, 3], [1, 4], output: [2, 12]),
      move(.transpose(Transpose(permutation: [0, 2, 3, 1])), [1, 2, 3, 4], output: [1, 3, 4, 2]),
      move(.transpose(Transpose(permutation: [0])), [3], output: [3]),
    ],
    misses: [
      NearMiss("an operand at all", "operands", concat([], output: [1])),
      NearMiss("axis below the rank", "axis", concat([[2], [2]], axis: 1, output: [4])),
      NearMiss("axis not negative", "axis", concat([[2], [2]], axis: -1, output: [4])),
      NearMiss("equal ranks", "input1[1]", concat([[2, 1], [2]], output: [4, 1])),
      NearMiss(
        "equal other sizes", "input1[2]", concat([[1, 2], [1, 2], [1, 3]], output: [3, 2])),
      NearMiss("rank at least 1", "input1[0]", concat([[]], output: [])),
      NearMiss.specified(
        "list of level 8K", "input1",
        concat([Shape](repeating: [1], count: 65), output: [65])),
      NearMiss("two paddings an axis", "padding", pad([2, 3], [1, 0], output: [3, 3])),
      NearMiss("padding not negative", "padding", pad([4], [-1, 0], output: [3])),
      NearMiss("rank at least 1 to pad", "input1", pad([], [], output: [])),
      NearMiss.specified(
        "constant padding", "padding",
        changed(pad([4], [0, 0], output: [4]), 1, .tensor(.shape, [2]))),
      NearMiss(
        "pad_const of the type", "pad_const",
        changed(pad([4], [0, 0], output: [4]), 2, .zero(.int16))),
      NearMiss.specified(
        "constant pad_const", "pad_const",
        changed(pad([4], [0, 0], output: [4]), 2, .tensor(.int8, [1]))),
      NearMiss("as many elements", "shape", reshape([2, 6], [3, 5])),
      NearMiss("no size to infer", "shape", reshape([2, 6], [3, -1])),
      NearMiss("rank of level 8K", "shape", reshape([1], [1, 1, 1, 1, 1, 1, 1])),
      NearMiss(
        "shape of type SHAPE", "shape",
        changed(reshape([2, 6], [3, 4]), 1, .constant(.int32, [3, 4]))),
      NearMiss(
        "axis to reverse", "axis", move(.reverse(Reverse(axis: 2)), [2, 3], output: [2, 3])),
      NearMiss("start not negative", "start", slice([4], start: [-1], size: [2])),
      NearMiss("start within the input", "start", slice([4], start: [4], size: [1])),
      NearMiss("size at least 1", "size", slice([4], start: [1], size: [0])),
      NearMiss("size within the input", "size", slice([4], start: [2], size: [3])),
      NearMiss("a start for each axis", "start", slice([4, 4], start: [0], size: [4, 4])),
      NearMiss("a size for each axis", "size", slice([4, 4], start: [0, 0], size: [4])),
      NearMiss("start that overflows", "start", slice([4], start: [.max], size: [.max])),
      NearMiss("multiples at least 1", "multiples", tile([2, 3], [1, 0], output: [2, 0])),
      NearMiss("a multiple for each axis", "multiples", tile([2, 3], [2], output: [4, 3])),
      NearMiss("multiples that overflow", "multiples", tile([2], [.max], output: [2])),
      NearMiss(
        "each axis once", "perms",
        move(.transpose(Transpose(permutation: [0, 0])), [2, 2], output: [2, 2])),
      NearMiss(
        "axes of the input", "perms",
        move(.transpose(Transpose(permutation: [0, 2])), [2, 2], output: [2, 2])),
      NearMiss(
        "all axes", "perms", move(.transpose(Transpose(permutation: [0])), [2, 1], output: [2])),
      NearMiss(
        "rank at least 1 to transpose", "input1",
        move(.transpose(Transpose(permutation: [])), [], output: [])),
    ])

  private static func move(_ operation: Operation, _ input: Shape, output: Shape) -> RuleCase {
    RuleCase(operation, [.tensor(.int8, input)], .int8, output)
  }

  private static func concat(_ inputs: [Shape], axis: Int = 0, output: Shape) -> RuleCase {
    RuleCase(.concat(Concat(axis: axis)), inputs.map { .tensor(.int8, $0) }, .int8, output)
  }

  private static func pad(_ input: Shape, _ padding: [Int], output: Shape) -> RuleCase {
    RuleCase(.pad(Pad()), [.tensor(.int8, input), .sizes(padding), .zero(.int8)], .int8, output)
  }

  private static func reshape(_ input: Shape, _ shape: [Int]) -> RuleCase {
    RuleCase(.reshape(Reshape()), [.tensor(.int8, input), .sizes(shape)], .int8, Shape(shape))
  }

  private static func slice(_ input: Shape, start: [Int], size: [Int]) -> RuleCase {
    RuleCase(
      .slice(Slice()), [.tensor(.int8, input), .sizes(start), .sizes(size)], .int8, Shape(size))
  }

  private static func tile(_ input: Shape, _ multiples: [Int], output: Shape) -> RuleCase {
    RuleCase(.tile(Tile()), [.tensor(.int8, input), .sizes(multiples)], .int8, output)
  }

  /// GATHER and SCATTER.
  static let indexing = RuleTable(
    legal: [
      gather([2, 5, 3], [2, 4], output: [2, 4, 3]),
      scatter([2, 5, 3], [2, 4], [2, 4, 3]),
    ],
    misses: [
      NearMiss("rank 3 of values", "values", gather([5, 3], [1, 4], output: [1, 4, 3])),
      NearMiss("rank 2 of indices", "indices", gather([2, 5, 3], [4], output: [2, 4, 3])),
      NearMiss("equal batches", "indices", gather([2, 5, 3], [1, 4], output: [2, 4, 3])),
      NearMiss("equal batches to scatter", "indices", scatter([2, 5, 3], [1, 4], [2, 4, 3])),
      NearMiss("as many rows as indices", "input", scatter([2, 5, 3], [2, 4], [2, 3, 3])),
      NearMiss("rows of equal length", "input", scatter([2, 5, 3], [2, 4], [2, 4, 2])),
    ])

  private static func gather(_ values: Shape, _ indices: Shape, output: Shape) -> RuleCase {
    RuleCase(
      .gather(Gather()), [.tensor(.int8, values), .tensor(.int32, indices)], .int8, output)
  }

  private static func scatter(_ values: Shape, _ indices: Shape, _ input: Shape) -> RuleCase {
    RuleCase(
      .scatter(Scatter()),
      [.tensor(.int8, values), .tensor(.int32, indices), .tensor(.int8, input)], .int8, values)
  }

  /// CONST, CONST_SHAPE and the VARIABLE operators; that values fit is the validator's to check.
  static let constants = RuleTable(
    legal: [
      RuleCase(.const(Const()), [], .int4, [2, 3]),
      RuleCase(.constShape(ConstShape()), [], .shape, [4]),
      RuleCase(.constShape(ConstShape()), [], .shape, [0]),
      RuleCase(.variable(.declare), [], .int8, [2]), RuleCase(.variable(.read), [], .int8, [2]),
      RuleCase(.variable(.read), [.tensor(.int8, [2])], .int8, [2]),
      RuleCase(.variable(.write), [.tensor(.int8, [2])], []),
    ],
    misses: [
      NearMiss.specified("no SHAPE", "output", RuleCase(.const(Const()), [], .shape, [2])),
      NearMiss("SHAPE only", "output", RuleCase(.constShape(ConstShape()), [], .int32, [2])),
      NearMiss("a result", "output", RuleCase(.const(Const()), [], [])),
      NearMiss(
        "no operand", "operands", RuleCase(.const(Const()), [.tensor(.int8, [1])], .int8, [1])),
      NearMiss("type of a variable", "variable", RuleCase(.variable(.read), [], .bool, [2])),
    ])

  /// CUSTOM, COND_IF and WHILE_LOOP; that regions fit is the validator's to check.
  static let control = RuleTable(
    legal: [
      RuleCase(
        .custom(Custom(operatorName: "a", domainName: "b", implementationAttributes: [])),
        [.tensor(.int48, [2]), .tensor(.bool, [])], .fp16, [3]),
      RuleCase(
        .condIf(CondIf(thenGraph: "a", elseGraph: "b")),
        [.tensor(.bool, [1, 1]), .tensor(.int8, [2])], .int8, [2]),
      RuleCase(.condIf(CondIf(thenGraph: "a", elseGraph: "b")), [.tensor(.bool, [])], .int8, [2]),
      RuleCase(
        .whileLoop(WhileLoop(condGraph: "a", bodyGraph: "b")),
        [.tensor(.int8, [2]), .tensor(.bool, [3])],
        [TensorType(.int8, [2]), TensorType(.bool, [3])]),
    ],
    misses: [
      NearMiss(
        "condition of type BOOL", "condition",
        RuleCase(.condIf(CondIf(thenGraph: "a", elseGraph: "b")), [.tensor(.int8, [1])], [])),
      NearMiss(
        "condition of one element", "condition",
        RuleCase(.condIf(CondIf(thenGraph: "a", elseGraph: "b")), [.tensor(.bool, [2])], [])),
      NearMiss(
        "list of level 8K", "input_list",
        RuleCase(
          .whileLoop(WhileLoop(condGraph: "a", bodyGraph: "b")),
          [Given](repeating: .tensor(.int8, [1]), count: 65), [])),
    ])
}

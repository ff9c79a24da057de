import Graph

/// Operators that only move elements.
enum MovementCases {
  static func cases(seed: UInt64) -> [OperatorCase] {
    var draw = Draw(seed: seed)
    return [DType.bool, .int8, .int16, .int32].flatMap { boxes(&draw, $0) } + rows(&draw)
  }

  private static func boxes(_ draw: inout Draw, _ dtype: DType) -> [OperatorCase] {
    func make(
      _ name: String, _ operation: Operation, _ input: Shape, _ more: [Tensor] = [], to shape: Shape
    ) -> OperatorCase {
      OperatorCase(
        name: "\(name)/\(dtype)", operation: operation,
        operands: [.input(draw.tensor(dtype, input))] + more.map { .constant($0) },
        result: TensorType(dtype, shape))
    }
    var cases = [
      make("reshape", .reshape(Reshape()), [2, 6], [.shape([3, 4])], to: [3, 4]),
      make(
        "slice-rows", .slice(Slice()), [4, 5], [.shape([1, 0]), .shape([2, 5])], to: [2, 5]),
      make(
        "slice-box", .slice(Slice()), [3, 4, 5, 2], [.shape([1, 0, 2, 1]), .shape([2, 3, 2, 1])],
        to: [2, 3, 2, 1]),
      make("reverse-last", .reverse(Reverse(axis: 1)), [3, 5], to: [3, 5]),
      make("reverse-first", .reverse(Reverse(axis: 0)), [3, 2, 2], to: [3, 2, 2]),
      make("tile", .tile(Tile()), [2, 3], [.shape([3, 2])], to: [6, 6]),
      make("tile-inner", .tile(Tile()), [2, 1, 3], [.shape([1, 4, 1])], to: [2, 4, 3]),
      make(
        "pad", .pad(Pad()), [2, 3], [.shape([1, 2, 0, 1]), .number(1, dtype)], to: [5, 4]),
      make(
        "pad-none", .pad(Pad()), [2, 3], [.shape([0, 0, 0, 0]), .number(1, dtype)], to: [2, 3]),
    ]
    let input: Shape = [2, 3, 4, 5]
    for permutation in [[0, 2, 3, 1], [0, 3, 1, 2], [3, 2, 1, 0], [1, 0, 2, 3], [0, 1, 2, 3]] {
      cases.append(
        make(
          "transpose-\(permutation.map(String.init).joined())",
          .transpose(Transpose(permutation: permutation)), input,
          to: Shape(permutation.map { input[$0] })))
    }
    for axis in 0..<3 {
      var sizes = [2, 3, 4]
      var parts: [OperatorCase.Operand] = []
      for size in 1...3 {
        sizes[axis] = size
        parts.append(.input(draw.tensor(dtype, Shape(sizes))))
      }
      sizes[axis] = 6
      cases.append(
        OperatorCase(
          name: "concat-\(axis)/\(dtype)", operation: .concat(Concat(axis: axis)), operands: parts,
          result: TensorType(dtype, Shape(sizes))))
    }
    return cases
  }

  private static func rows(_ draw: inout Draw) -> [OperatorCase] {
    var cases: [OperatorCase] = []
    for dtype in [DType.int8, .int16, .int32] {
      cases.append(
        OperatorCase(
          name: "gather/\(dtype)", operation: .gather(Gather()),
          operands: [
            .input(draw.tensor(dtype, [2, 5, 3])), .input(draw.tensor(.int32, [2, 7], in: 0...4)),
          ], result: TensorType(dtype, [2, 7, 3])))
      cases.append(
        OperatorCase(
          name: "scatter/\(dtype)", operation: .scatter(Scatter()),
          operands: [
            .input(draw.tensor(dtype, [2, 5, 3])),
            .input(Tensor(integers: [4, 0, 2, 1, 3, 0], .int32, [2, 3])),
            .input(draw.tensor(dtype, [2, 3, 3])),
          ], result: TensorType(dtype, [2, 5, 3])))
    }
    for (index, row) in [-1, 5].enumerated() {
      cases.append(
        OperatorCase(
          name: "gather/outside-\(index)", operation: .gather(Gather()),
          operands: [
            .input(draw.tensor(.int8, [1, 5, 3])),
            .input(Tensor(integers: [0, row], .int32, [1, 2])),
          ], result: TensorType(.int8, [1, 2, 3])))
    }
    for (index, rows) in [[1, 1], [0, 5], [-1, 2]].enumerated() {
      cases.append(
        OperatorCase(
          name: "scatter/open-\(index)", operation: .scatter(Scatter()),
          operands: [
            .input(draw.tensor(.int8, [1, 5, 3])), .input(Tensor(integers: rows, .int32, [1, 2])),
            .input(draw.tensor(.int8, [1, 2, 3])),
          ], result: TensorType(.int8, [1, 5, 3])))
    }
    return cases
  }
}

/// One operand of an operator: its name, type and value, with the checks that rules share.
struct Operand {
  let name: String
  let type: TensorType
  let value: Tensor?

  var shape: Shape { type.shape }
  var dtype: DType { type.dtype }

  /// - Throws: if the operand is not of one of these ranks.
  func require(rank: ClosedRange<Int>) throws(RuleViolation) {
    guard !rank.contains(shape.rank) else { return }
    let expected =
      rank.count == 1 ? "rank \(rank.lowerBound)" : "rank \(rank.lowerBound) to \(rank.upperBound)"
    throw RuleViolation(name, expected: expected, found: "\(type)")
  }

  /// - Throws: if the operand is not of this rank.
  func require(rank: Int) throws(RuleViolation) { try require(rank: rank...rank) }

  /// - Throws: if the operand is not of this type.
  func require(_ expected: TensorType) throws(RuleViolation) {
    guard type != expected else { return }
    throw RuleViolation(name, expected: "\(expected)", found: "\(type)")
  }

  /// - Throws: if the operand is not of this element type.
  func require(_ expected: DType) throws(RuleViolation) {
    guard dtype != expected else { return }
    throw RuleViolation(name, expected: expected.name, found: dtype.name)
  }

  /// - Throws: if `axis` is not one of the operand's.
  func require(axis: Int) throws(RuleViolation) {
    guard !shape.indices.contains(axis) else { return }
    throw RuleViolation(
      "axis", expected: "0 to \(shape.rank - 1) for \(name) of rank \(shape.rank)", found: "\(axis)"
    )
  }

  /// The value of an operand that TOSA wants as a compile-time constant.
  func constant() throws(RuleViolation) -> Tensor {
    guard let value else {
      throw RuleViolation(name, expected: "a compile-time constant", found: "a computed tensor")
    }
    return value
  }

  /// The elements of an integer compile-time constant of a given type.
  func integers(_ expected: TensorType) throws(RuleViolation) -> [Int] {
    try require(expected)
    return (try constant().integerValues ?? []).map(Int.init)
  }

  /// The elements of a SHAPE operand, `count` of them.
  func sizes(count: Int) throws(RuleViolation) -> [Int] {
    try integers(TensorType(.shape, [count]))
  }

  /// Checks a zero point: a compile-time constant of one element, zero unless `of` is INT8.
  ///
  /// - Parameter channels: what a convolution's `weight_zp` may have instead of one element if all
  ///   are equal: ExecuTorch writes it so for weights quantized by channel.
  func requireZeroPoint(of dtype: DType, channels: Int = 1) throws(RuleViolation) {
    try require(TensorType(dtype, [1]))
    let value = try constant()
    guard value.count == 1 || value.count == channels else {
      throw RuleViolation(
        name, expected: channels == 1 ? "1 element" : "1 or \(channels) elements",
        found: "\(value.count)")
    }
    let numbers = value.realValues
    guard let first = numbers.first, numbers.allSatisfy({ $0 == first }) else {
      throw RuleViolation(
        name, expected: "one zero point for all channels", found: "different values")
    }
    guard dtype == .int8 || first == 0 else {
      throw RuleViolation(name, expected: "0 for \(dtype)", found: "\(first)")
    }
  }
}

/// The operands of one operator under their names.
struct Operands {
  private let operands: [Operand]

  /// - Throws: if there are too few or too many, or one can't be a tensor at all.
  init(_ list: OperandList, _ signature: OperandSignature) throws(RuleViolation) {
    let counts = signature.required...(signature.isVariadic ? Int.max : signature.inputs.count)
    guard counts.contains(list.types.count) else {
      let names = signature.inputs.joined(separator: ", ")
      throw RuleViolation(
        "operands", expected: names.isEmpty ? "none" : names, found: "\(list.types.count)")
    }
    if signature.isVariadic, let listName = signature.inputs.last {
      let length = list.types.count - signature.inputs.count + 1
      guard length <= Level.maximumListLength else {
        throw RuleViolation(
          listName, expected: "\(Level.maximumListLength) tensors at most (level 8K)",
          found: "\(length)")
      }
    }
    var operands: [Operand] = []
    operands.reserveCapacity(list.types.count)
    for (index, type) in list.types.enumerated() {
      let value = index < list.values.count ? list.values[index] : nil
      let operand = Operand(name: signature.name(of: index), type: type, value: value)
      // Sizes from here on fit 32 bits, so that a sum or a product of two can't overflow.
      try type.requireTensor(operand.name)
      if let value, value.type != type, operand.name != "weight_zp" {
        throw RuleViolation(
          operand.name, expected: "a value of \(type)", found: "one of \(value.type)")
      }
      operands.append(operand)
    }
    self.operands = operands
  }

  var types: [TensorType] { operands.map(\.type) }

  /// The operand at an index of the signature.
  subscript(_ index: Int) -> Operand { operands[index] }

  /// The operands from an index on: those of a list.
  subscript(_ range: PartialRangeFrom<Int>) -> ArraySlice<Operand> { operands[range] }
}

extension OperandSignature {
  /// The name of the operand at `index`; those of a list are numbered: `input1[2]`.
  func name(of index: Int) -> String {
    guard isVariadic, index >= inputs.count - 1, let last = inputs.last else {
      return index < inputs.count ? inputs[index] : "operand \(index)"
    }
    return "\(last)[\(index - inputs.count + 1)]"
  }
}

extension OperandList {
  /// The declared element type of the first result.
  func declaredType() throws(RuleViolation) -> DType {
    guard let first = declaredResults.first else {
      throw RuleViolation("output", expected: "one result", found: "none")
    }
    return first.dtype
  }
}

extension TensorType {
  /// Checks what holds for any tensor: a rank of level 8K, sizes of at least 1 that fit 32 bits.
  ///
  /// A shape is a list, empty for a scalar.
  func requireTensor(_ part: String) throws(RuleViolation) {
    if dtype == .shape, shape.rank != 1 {
      throw RuleViolation(part, expected: "SHAPE of rank 1", found: "\(self)")
    }
    guard shape.rank <= Level.maximumRank else {
      throw RuleViolation(
        part, expected: "rank \(Level.maximumRank) at most (level 8K)", found: "\(self)")
    }
    let smallest = dtype == .shape ? 0 : 1
    guard shape.allSatisfy({ $0 >= smallest && $0 <= Int32.max }) else {
      throw RuleViolation(part, expected: "sizes from 1 to 2147483647", found: "\(self)")
    }
  }
}

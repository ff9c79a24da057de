/// Builds an ``Operation`` from an operator's attribute table; the counterpart of
/// `TOSAWriter.attributes(of:)`.
struct TOSAAttributeReader {
  private let kind: OperatorKind
  private let op: FlatBufferTable
  private let fields: FlatBufferTable?

  /// The attributes of `op`, which is an operator of `kind`.
  init(kind: OperatorKind, of op: FlatBufferTable) throws(InvalidInput) {
    typealias Field = TOSASchema.OperatorField
    self.kind = kind
    self.op = op
    let tag: UInt8 = try op.integer(Field.attributeType)
    guard tag == 0 || UInt32(tag) == kind.rawValue else {
      let owner = OperatorKind(rawValue: UInt32(tag)).map(\.name) ?? "number \(tag)"
      throw op.broken("its attributes are those of another operator, \(owner)")
    }
    self.fields = tag == 0 ? nil : try op.table(Field.attribute)
  }

  /// The operator with its attributes.
  func operation() throws(InvalidInput) -> Operation {
    switch kind {
    case .argMax: .argMax(ArgMax(axis: try int(0), nanMode: try nanMode(1)))
    case .avgPool2D:
      .avgPool2D(
        AvgPool2D(
          kernel: try spatial(0, "kernel"), stride: try spatial(1, "stride"),
          pad: try padding(2, "pad"), accType: try accType(3)))
    case .conv2D:
      .conv2D(
        Conv2D(
          pad: try padding(0, "pad"), stride: try spatial(1, "stride"),
          dilation: try spatial(2, "dilation"), localBound: try bool(3), accType: try accType(4)))
    case .conv3D:
      .conv3D(
        Conv3D(
          pad: try ints(0), stride: try ints(1), dilation: try ints(2), localBound: try bool(3),
          accType: try accType(4)))
    case .depthwiseConv2D:
      .depthwiseConv2D(
        DepthwiseConv2D(
          pad: try padding(0, "pad"), stride: try spatial(1, "stride"),
          dilation: try spatial(2, "dilation"), localBound: try bool(3), accType: try accType(4)))
    case .fft2D: .fft2D(FFT2D(inverse: try bool(0), localBound: try bool(1)))
    case .matMul: .matMul(MatMul())
    case .maxPool2D:
      .maxPool2D(
        MaxPool2D(
          kernel: try spatial(0, "kernel"), stride: try spatial(1, "stride"),
          pad: try padding(2, "pad"), nanMode: try nanMode(3)))
    case .rfft2D: .rfft2D(RFFT2D(localBound: try bool(0)))
    case .transposeConv2D:
      .transposeConv2D(
        TransposeConv2D(
          outPad: try padding(0, "out_pad"), stride: try spatial(1, "stride"),
          localBound: try bool(2), accType: try accType(3)))
    case .clamp:
      .clamp(Clamp(minimum: try bytes(0), maximum: try bytes(1), nanMode: try nanMode(2)))
    case .abs: .unary(.abs)
    case .bitwiseNot: .unary(.bitwiseNot)
    case .ceil: .unary(.ceil)
    case .clz: .unary(.clz)
    case .cos: .unary(.cos)
    case .erf: .unary(.erf)
    case .exp: .unary(.exp)
    case .floor: .unary(.floor)
    case .identity: .unary(.identity)
    case .log: .unary(.log)
    case .logicalNot: .unary(.logicalNot)
    case .reciprocal: .unary(.reciprocal)
    case .rsqrt: .unary(.rsqrt)
    case .sigmoid: .unary(.sigmoid)
    case .sin: .unary(.sin)
    case .tanh: .unary(.tanh)
    case .add: .binary(.add)
    case .arithmeticRightShift: .binary(.arithmeticRightShift(round: try bool(0)))
    case .bitwiseAnd: .binary(.bitwiseAnd)
    case .bitwiseOr: .binary(.bitwiseOr)
    case .bitwiseXor: .binary(.bitwiseXor)
    case .intDiv: .binary(.intDiv)
    case .logicalAnd: .binary(.logicalAnd)
    case .logicalLeftShift: .binary(.logicalLeftShift)
    case .logicalOr: .binary(.logicalOr)
    case .logicalRightShift: .binary(.logicalRightShift)
    case .logicalXor: .binary(.logicalXor)
    case .maximum: .binary(.maximum(nanMode: try nanMode(0)))
    case .minimum: .binary(.minimum(nanMode: try nanMode(0)))
    case .pow: .binary(.pow)
    case .sub: .binary(.sub)
    case .equal: .compare(.equal)
    case .greater: .compare(.greater)
    case .greaterEqual: .compare(.greaterEqual)
    case .mul: .mul(Mul())
    case .negate: .negate(Negate())
    case .table: .table(Table())
    case .select: .select(Select())
    case .reduceAll: .reduce(Reduce(.all, axis: try int(0)))
    case .reduceAny: .reduce(Reduce(.any, axis: try int(0)))
    case .reduceMax: .reduce(Reduce(.max(nanMode: try nanMode(1)), axis: try int(0)))
    case .reduceMin: .reduce(Reduce(.min(nanMode: try nanMode(1)), axis: try int(0)))
    case .reduceProduct: .reduce(Reduce(.product, axis: try int(0)))
    case .reduceSum: .reduce(Reduce(.sum, axis: try int(0)))
    case .concat: .concat(Concat(axis: try int(0)))
    case .pad: .pad(Pad())
    case .reshape: .reshape(Reshape())
    case .reverse: .reverse(Reverse(axis: try int(0)))
    case .slice: .slice(Slice())
    case .tile: .tile(Tile())
    case .transpose: .transpose(Transpose(permutation: try ints(0)))
    case .gather: .gather(Gather())
    case .scatter: .scatter(Scatter())
    case .resize: .resize(Resize(mode: try choice(0, "mode")))
    case .cast: .cast(Cast())
    case .rescale:
      .rescale(
        Rescale(
          scale32: try bool(0), roundingMode: try choice(1, "rounding_mode"),
          perChannel: try bool(2), inputUnsigned: try bool(3), outputUnsigned: try bool(4)))
    case .const: .const(Const())
    case .constShape: .constShape(ConstShape())
    case .custom:
      .custom(
        Custom(
          operatorName: try text(0), domainName: try text(1),
          implementationAttributes: try bytes(2)))
    case .condIf: .condIf(CondIf(thenGraph: try text(0), elseGraph: try text(1)))
    case .whileLoop: .whileLoop(WhileLoop(condGraph: try text(0), bodyGraph: try text(1)))
    case .variable: .variable(.declare)
    case .variableWrite: .variable(.write)
    case .variableRead: .variable(.read)
    }
  }
}

// One field each.
extension TOSAAttributeReader {
  /// The attribute table; operators whose attributes have fields must have one.
  private func table() throws(InvalidInput) -> FlatBufferTable {
    guard let fields else { throw op.broken("it has no attributes") }
    return fields
  }

  private func int(_ field: Int) throws(InvalidInput) -> Int {
    Int(try table().integer(field, default: 0 as Int32))
  }

  private func bool(_ field: Int) throws(InvalidInput) -> Bool { try table().bool(field) }

  private func text(_ field: Int) throws(InvalidInput) -> String {
    try table().string(field) ?? ""
  }

  private func bytes(_ field: Int) throws(InvalidInput) -> [UInt8] {
    Array(try table().bytes(field) ?? [])
  }

  private func ints(_ field: Int) throws(InvalidInput) -> [Int] {
    (try table().integers(field, as: Int32.self) ?? []).map(Int.init)
  }

  private func spatial(_ field: Int, _ name: String) throws(InvalidInput) -> Spatial2D {
    let numbers = try ints(field, name, count: 2)
    return Spatial2D(y: numbers[0], x: numbers[1])
  }

  private func padding(_ field: Int, _ name: String) throws(InvalidInput) -> Padding2D {
    let numbers = try ints(field, name, count: 4)
    return Padding2D(top: numbers[0], bottom: numbers[1], left: numbers[2], right: numbers[3])
  }

  private func ints(_ field: Int, _ name: String, count: Int) throws(InvalidInput) -> [Int] {
    let numbers = try ints(field)
    guard numbers.count == count else {
      throw InvalidInput(
        .graph, "attribute \(name) has \(numbers.count) numbers, expected \(count)",
        at: InputLocation(byteOffset: op.position))
    }
    return numbers
  }

  private func accType(_ field: Int) throws(InvalidInput) -> DType {
    try TOSAReader.dtype(table().integer(field), of: "attribute acc_type", at: op.position)
  }

  /// Files of integer operators may leave the mode out; TOSA's default is PROPAGATE.
  private func nanMode(_ field: Int) throws(InvalidInput) -> NanPropagationMode {
    let number: UInt32 = try table().integer(field)
    return number == 0 ? .propagate : try choice(field, "nan_mode")
  }

  private func choice<Choice: RawRepresentable<UInt32>>(
    _ field: Int, _ name: String
  ) throws(InvalidInput) -> Choice {
    let number: UInt32 = try table().integer(field)
    guard let choice = Choice(rawValue: number) else {
      throw InvalidInput(
        .graph, "attribute \(name) has the unknown number \(number)",
        at: InputLocation(byteOffset: op.position))
    }
    return choice
  }
}

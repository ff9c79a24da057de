import Graph
import Testing

@Suite struct RegistryTests {
  /// One of each operator, in the order of their numbers in the schema.
  static let samples: [Operation] = [
    .argMax(ArgMax(axis: 0)),
    .avgPool2D(AvgPool2D(kernel: Spatial2D(y: 2, x: 2), accType: .int32)),
    .conv2D(Conv2D(accType: .int32)),
    .conv3D(
      Conv3D(pad: [0, 0, 0, 0, 0, 0], stride: [1, 1, 1], dilation: [1, 1, 1], accType: .int32)),
    .depthwiseConv2D(DepthwiseConv2D(accType: .int32)),
    .fft2D(FFT2D()), .matMul(MatMul()), .maxPool2D(MaxPool2D(kernel: Spatial2D(y: 2, x: 2))),
    .rfft2D(RFFT2D()), .transposeConv2D(TransposeConv2D(outPad: Padding2D(), accType: .int32)),
    .clamp(Clamp(minimum: [0], maximum: [1])),
    .unary(.erf), .unary(.sigmoid), .unary(.tanh),
    .binary(.add), .binary(.arithmeticRightShift(round: true)), .binary(.bitwiseAnd),
    .binary(.bitwiseOr), .binary(.bitwiseXor), .binary(.intDiv), .binary(.logicalAnd),
    .binary(.logicalLeftShift), .binary(.logicalRightShift), .binary(.logicalOr),
    .binary(.logicalXor), .binary(.maximum(nanMode: .propagate)),
    .binary(.minimum(nanMode: .propagate)), .mul(Mul()), .binary(.pow), .binary(.sub),
    .table(Table()),
    .unary(.abs), .unary(.bitwiseNot), .unary(.ceil), .unary(.clz), .unary(.cos), .unary(.exp),
    .unary(.floor), .unary(.log), .unary(.logicalNot), .negate(Negate()), .unary(.reciprocal),
    .unary(.rsqrt), .unary(.sin), .select(Select()),
    .compare(.equal), .compare(.greater), .compare(.greaterEqual),
    .reduce(Reduce(.all, axis: 0)), .reduce(Reduce(.any, axis: 0)),
    .reduce(Reduce(.max(nanMode: .propagate), axis: 0)),
    .reduce(Reduce(.min(nanMode: .propagate), axis: 0)), .reduce(Reduce(.product, axis: 0)),
    .reduce(Reduce(.sum, axis: 0)),
    .concat(Concat(axis: 0)), .pad(Pad()), .reshape(Reshape()), .reverse(Reverse(axis: 0)),
    .slice(Slice()), .tile(Tile()), .transpose(Transpose(permutation: [0])), .gather(Gather()),
    .scatter(Scatter()), .resize(Resize(mode: .nearest)), .cast(Cast()), .rescale(Rescale()),
    .const(Const()), .unary(.identity),
    .custom(Custom(operatorName: "op", domainName: "domain", implementationAttributes: [])),
    .condIf(CondIf(thenGraph: "then", elseGraph: "else")),
    .whileLoop(WhileLoop(condGraph: "cond", bodyGraph: "body")),
    .variable(.declare), .variable(.write), .variable(.read), .constShape(ConstShape()),
  ]

  @Test func eachKindHasOneOperation() {
    #expect(Self.samples.map(\.kind) == OperatorKind.allCases)
  }

  @Test(arguments: samples) func namesOfOperandsAreThereAndDiffer(operation: Operation) {
    let names = operation.rule.signature.inputs
    #expect(!names.contains(""))
    #expect(Set(names).count == names.count)
    #expect(operation.rule.signature.required <= names.count)
  }

  @Test(arguments: samples) func onlySourcesTakeNoOperands(operation: Operation) {
    let sources: Set<OperatorKind> = [.const, .constShape]
    #expect(operation.rule.signature.inputs.isEmpty == sources.contains(operation.kind))
  }
}

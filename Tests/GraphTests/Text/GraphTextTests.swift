import Graph
import Testing

/// The expected texts are written by hand.
@Suite struct GraphTextTests {
  @Test func listsAGraph() {
    let tensors = [
      TensorInfo(name: "x", type: TensorType(.int8, [1, 4])),
      TensorInfo(
        name: "table", type: TensorType(.int8, [256]),
        value: Tensor((0..<256).map { Int8(truncatingIfNeeded: $0 - 128) }, .int8, [256])),
      TensorInfo(name: "y", type: TensorType(.int8, [1, 4])),
      TensorInfo(name: "z z", type: TensorType(.int8, [1, 4])),
    ]
    let block = Block(
      tensors: tensors,
      operators: [
        Operator(.const(Const()), inputs: [], outputs: [TensorID(1)]),
        Operator(.table(Table()), inputs: [TensorID(0), TensorID(1)], outputs: [TensorID(2)]),
        Operator(
          .clamp(Clamp(minimum: [0x80], maximum: [6], nanMode: .ignore)), inputs: [TensorID(2)],
          outputs: [TensorID(3)], location: "net.py:3"),
      ],
      inputs: [TensorID(0)], outputs: [TensorID(3)])
    #expect(
      Graph(main: block).listing() == """
        TOSA 1.0.0
        input x: INT8[1, 4]
        output "z z": INT8[1, 4]

        0  CONST  table: INT8[256] = 256 bytes, -128...127
        1  TABLE  y: INT8[1, 4] <- x, table
        2  CLAMP  "z z": INT8[1, 4] <- y  min_val=-128  max_val=6  nan_mode=IGNORE  at net.py:3

        3 operators: CLAMP 1, CONST 1, TABLE 1

        """)
  }

  @Test func namesBlocksWhenThereAreSeveral() {
    let block = Block(name: "b", tensors: [], operators: [], inputs: [], outputs: [])
    let graph = Graph(
      version: .init(major: 1, minor: 1, isDraft: true),
      regions: [Region(name: "main", blocks: [block]), Region(name: "then", blocks: [block])])
    #expect(
      graph.listing() == """
        TOSA 1.1.0 (draft)

        region main, block b

        region then, block b

        0 operators

        """)
  }

  /// A constant's value as it stands at the end of its line.
  private func constant(_ value: Tensor) -> String? {
    let tensor = TensorInfo(name: "c", type: value.type, value: value)
    let block = Block(
      tensors: [tensor],
      operators: [Operator(.const(Const()), inputs: [], outputs: [TensorID(0)])], inputs: [],
      outputs: [])
    let line = Graph(main: block).listing().split(separator: "\n").first { $0.contains(" = ") }
    return line?.split(separator: " = ").last.map(String.init)
  }

  @Test func summarisesConstants() {
    #expect(constant(Tensor([1, -2] as [Int32], .int32, [2])) == "[1, -2]")
    #expect(constant(Tensor([0.1] as [Float], .fp32, [])) == "0.1")
    #expect(constant(Tensor([Int8](repeating: 0, count: 9), .int8, [9])) == "9 bytes, all 0")
    let floats = Tensor((0..<9).map { $0 == 4 ? Float.nan : Float($0) / 2 }, .fp32, [9])
    #expect(constant(floats) == "36 bytes, 0.0...4.0, 1 NaN")
    #expect(constant(Tensor([3, 7] as [Int64], .shape, [2])) == "[3, 7]")
  }

  @Test func wordsOfAttributesAreTOSAs() {
    let texts = Operation.conv2D(
      Conv2D(
        pad: Padding2D(top: 1, bottom: 2, left: 3, right: 4), stride: Spatial2D(y: 5, x: 6),
        dilation: Spatial2D(y: 7, x: 8), localBound: true, accType: .int32)
    ).attributeTexts().map(\.description)
    #expect(
      texts == [
        "pad=[1, 2, 3, 4]", "stride=[5, 6]", "dilation=[7, 8]", "acc_type=INT32",
        "local_bound=true",
      ])
  }

  /// Raw bytes where the operand's type does not explain them.
  @Test func limitsOfUnknownTypeAreBytes() {
    let clamp = Operation.clamp(Clamp(minimum: [1, 0xff], maximum: []))
    #expect(clamp.attributeTexts(operandType: .int8).map(\.value) == ["0x01ff", "0x", "PROPAGATE"])
  }
}

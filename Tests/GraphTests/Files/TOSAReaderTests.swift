import Graph
import Testing

/// What the reader understands beyond the files that we write, and what it refuses.
@Suite struct TOSAReaderTests {
  /// The value of the only tensor of a file.
  private func value(_ tensor: CraftedTensor, appendix: [UInt8] = []) throws -> Tensor? {
    let bytes = try CraftedTOSAFile(tensors: [tensor], appendix: appendix).bytes()
    return try Graph(tosa: bytes).regions[0].blocks[0].tensors[0].value
  }

  /// What a reading of `file` throws.
  private func refusal(of file: CraftedTOSAFile) throws -> InvalidInput {
    try #require(TOSAFileTests.error(in: try file.bytes()))
  }

  /// Low half byte first; a sixth element is not there, its half byte is padding.
  /// Bytes from the serializer of tosa-tools 2026.8.0 for [-8, 7, -1, 0, 3].
  @Test func int4IsPackedLowHalfFirst() throws {
    let tensor = CraftedTensor(dtype: DType.int4.rawValue, shape: [5], data: [0x78, 0x0f, 0x03])
    #expect(try value(tensor) == Tensor([-8, 7, -1, 0, 3] as [Int8], .int4, [5]))
  }

  /// Bytes from the serializer of tosa-tools 2026.8.0 for [-2, 2^40 + 1].
  @Test func int48TakesSixBytes() throws {
    let data: [UInt8] = [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 0, 0, 0, 0, 1]
    let tensor = CraftedTensor(dtype: DType.int48.rawValue, shape: [2], data: data)
    #expect(try value(tensor) == Tensor([-2, (1 << 40) + 1] as [Int64], .int48, [2]))
  }

  @Test func anyByteButZeroIsTrue() throws {
    let tensor = CraftedTensor(dtype: DType.bool.rawValue, shape: [3], data: [0, 1, 0xff])
    #expect(try value(tensor) == Tensor([0, 1, 1] as [UInt8], .bool, [3]))
  }

  @Test func emptyDataIsNoValue() throws {
    #expect(try value(CraftedTensor(data: [])) == nil)
  }

  @Test func dataPaddedToEightBytesIsTrimmed() throws {
    let tensor = CraftedTensor(shape: [3], data: [1, 2, 3, 0, 0, 0, 0, 0])
    #expect(try value(tensor) == Tensor([1, 2, 3] as [Int8], .int8, [3]))
  }

  @Test func extraElementsOfASingleOneAreKept() throws {
    #expect(try value(CraftedTensor(data: [0, 0, 0])) == Tensor([0, 0, 0] as [Int8], .int8, [3]))
  }

  @Test func dataElsewhereInTheFileIsFound() throws {
    let tensor = CraftedTensor(shape: [2], place: (offset: 1, size: 2))
    #expect(try value(tensor, appendix: [9, 4, 5, 9]) == Tensor([4, 5] as [Int8], .int8, [2]))
  }

  @Test(arguments: [(1, 4), (4, 1), (0, UInt64.max), (1 << 62, 2)] as [(UInt64, UInt64)])
  func dataOutsideTheFileIsRefused(offset: UInt64, size: UInt64) throws {
    let tensor = CraftedTensor(shape: [2], place: (offset, size))
    let error = try refusal(of: CraftedTOSAFile(tensors: [tensor], appendix: [1, 2, 3, 4]))
    #expect(error.message.contains("outside the file"))
  }

  @Test(arguments: [[1], [1, 2, 3], [1, 2, 0, 0, 0, 0, 0, 1]] as [[UInt8]])
  func dataOfAnotherSizeIsRefused(data: [UInt8]) throws {
    let tensor = CraftedTensor(name: "w", shape: [2], data: data)
    let error = try refusal(of: CraftedTOSAFile(tensors: [tensor]))
    #expect(error.code == .tensor)
    #expect(error.location.element == "tensor 'w'")
    #expect(error.message == "it has \(data.count) bytes of data; INT8[2] takes 2")
  }

  /// Also of rank 1: a shape knows no spare elements.
  @Test(arguments: [(1, 16), (2, 8), (0, 8), (.max, 8)] as [(UInt32, Int)])
  func shapeOfAnotherRankIsRefused(rank: UInt32, bytes: Int) throws {
    let shape = (rank: rank, data: [UInt8](repeating: 1, count: bytes))
    let error = try refusal(of: CraftedTOSAFile(shape: shape))
    #expect(error.code == .tensor)
    #expect(error.location.element == "shape 's'")
  }

  @Test(arguments: [-1, 0, 2] as [Int32])
  func otherMajorVersionsAreRefused(major: Int32) throws {
    let error = try refusal(of: CraftedTOSAFile(major: major))
    #expect(error.message.hasPrefix("the file is of TOSA \(major).0.0"))
  }

  @Test func missingVersionIsRefused() throws {
    let error = try refusal(of: CraftedTOSAFile(hasVersion: false))
    #expect(error.message == "the file states no TOSA version")
  }

  @Test func draftOfNextMinorVersionIsRead() throws {
    let graph = try Graph(tosa: CraftedTOSAFile(minor: 1).bytes())
    #expect(graph.version.minor == 1)
  }

  /// The first and last numbers that `tosa.fbs` adds after TOSA 1.0.
  @Test(arguments: [(76, "MATMUL_T_BLOCK_SCALED"), (100, "MATMUL_T")] as [(UInt32, String)])
  func draftOperatorsAreRefused(number: UInt32, name: String) throws {
    let error = try refusal(of: CraftedTOSAFile(op: number))
    #expect(error.message.hasPrefix("\(name) belongs to a draft of TOSA 1.1"))
    #expect(error.location.element == "operator 0")
  }

  @Test(arguments: [0, 101, .max] as [UInt32])
  func unknownOperatorsAreRefused(number: UInt32) throws {
    let error = try refusal(of: CraftedTOSAFile(op: number))
    #expect(error.message == "the operator has the unknown number \(number)")
  }

  @Test(arguments: [(11, "FP8E4M3"), (17, "INT64"), (18, "MXINT8")] as [(UInt32, String)])
  func otherTypesAreRefused(number: UInt32, name: String) throws {
    let error = try refusal(of: CraftedTOSAFile(tensors: [CraftedTensor(dtype: number)]))
    #expect(error.message.hasPrefix("the element type is \(name)"))
  }

  @Test(arguments: [0, 19, .max] as [UInt32])
  func unknownTypesAreRefused(number: UInt32) throws {
    let error = try refusal(of: CraftedTOSAFile(tensors: [CraftedTensor(dtype: number)]))
    #expect(error.message == "the element type has the unknown number \(number)")
  }

  @Test func blockScalingIsRefused() throws {
    let error = try refusal(of: CraftedTOSAFile(tensors: [CraftedTensor(scaleType: 16)]))
    #expect(error.message.hasPrefix("block scaling belongs to a draft of TOSA 1.1"))
  }

  @Test func unknownNameIsRefused() throws {
    let op = OperatorKind.abs.rawValue
    let error = try refusal(of: CraftedTOSAFile(op: op, inputs: ["t", "u"]))
    #expect(error.message == "the block has no tensor called 'u'")
    #expect(error.location.element == "operator 0 (ABS)")
  }

  @Test func nameUsedTwiceIsRefused() throws {
    let error = try refusal(of: CraftedTOSAFile(tensors: [CraftedTensor(), CraftedTensor()]))
    #expect(error.message == "the name 't' is used twice in the block")
    #expect(error.location.element == "tensor 1")
  }

  @Test func missingNameIsRefused() throws {
    let error = try refusal(of: CraftedTOSAFile(tensors: [CraftedTensor(name: nil)]))
    #expect(error.message == "it has no name")
  }

  @Test func variableNameWithoutVariableIsRefused() throws {
    let error = try refusal(of: CraftedTOSAFile(tensors: [CraftedTensor(variableName: "v")]))
    #expect(error.message == "it has the variable name 'v' but is no variable")
  }

  @Test func attributesOfAnotherOperatorAreRefused() throws {
    let clamp = OperatorKind.clamp.rawValue
    let error = try refusal(of: CraftedTOSAFile(op: clamp, attributeType: 12))
    #expect(error.message == "its attributes are those of another operator, ERF")
  }

  @Test func missingAttributesAreRefused() throws {
    let file = CraftedTOSAFile(op: OperatorKind.clamp.rawValue, hasAttributes: false)
    #expect(try refusal(of: file).message == "it has no attributes")
  }

  @Test func missingPaddingIsRefused() throws {
    let error = try refusal(of: CraftedTOSAFile(op: OperatorKind.conv2D.rawValue))
    #expect(error.message == "attribute pad has 0 numbers, expected 4")
  }

  /// Operators without attributes need no table.
  @Test func missingTableOfNoAttributesIsFine() throws {
    let file = CraftedTOSAFile(
      op: OperatorKind.abs.rawValue, attributeType: 0, hasAttributes: false)
    #expect(try Graph(tosa: file.bytes()).regions[0].blocks[0].operators[0].kind == .abs)
  }

  @Test func errorsNameTheFile() {
    let error = #expect(throws: InvalidInput.self) { try Graph(tosa: [], file: "model.tosa") }
    #expect(error?.location.file == "model.tosa")
  }
}

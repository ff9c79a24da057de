import Graph
import TestSupport
import Testing

@testable import Axon

struct IntermediateFileTests {
  /// A convolution whose every field has a value of its own.
  static let network: AxonNetwork = {
    var layer = AxonLayer(
      .conv2D, operands: [.external(0)], inputs: [AxonDims(c: 2, h: 5, w: 7)],
      output: AxonDims(c: 1, h: 3, w: 3, byteWidth: 2), filterDims: AxonDims(c: 2, h: 3, w: 1))
    layer.filter = [1, -2, 3, -4, 5, -6]
    layer.biasPrime = [-70_000]
    layer.multipliers = [0x0102_0304]
    layer.shifts = [21]
    layer.stride = Spatial2D(y: 2, x: 3)
    layer.pad = Padding2D(top: 1, bottom: 2, left: 4, right: 5)
    layer.activation = .leakyReLU
    layer.inputZeroPoint = -3
    layer.outputZeroPoint = 9
    return AxonNetwork(
      externals: [AxonNetwork.External(dims: AxonDims(c: 2, h: 5, w: 7), zeroPoint: -11)],
      layers: [layer])
  }()

  /// Written down by hand from the layout: 48 bytes of header, title of 38, version, meta of 36 and the
  /// name of 5, one layer of 208, constants of 20, options of 24; each section begins at a multiple of 8.
  @Test func sectionsLieWhereTheLayoutPutsThem() throws {
    let file = IntermediateReader(bytes: try IntermediateFile(Self.network, name: "tiny").bytes)
    let sections = (0..<6).map(file.section)
    #expect(sections.map(\.offset) == [48, 88, 96, 144, 352, 376])
    #expect(sections.map(\.length) == [38, 4, 36, 208, 18, 24])
    #expect(file.text(48, 38) == "AXON_INTERMEDIATE_REPRESENTATION_FILE\0")
    #expect(file.unsigned(88, size: 4) == 0x0001_0301)
    #expect(file.signed(96, size: 4) == 132)
    #expect(file.text(132, 5) == "tiny\0")
    #expect(file.unsigned(104, size: 4) == 0xFFFF_FFFF)
    #expect(file.layerCount == 1)
  }

  /// Byte for byte what the layout says of this layer.
  @Test func layerIsAsWrittenByHand() throws {
    let bytes = try IntermediateFile(Self.network, name: "tiny").bytes
    var expected = [UInt8](repeating: 0, count: 208)
    func put(_ values: [UInt8], _ offset: Int) {
      expected.replaceSubrange(offset..<offset + values.count, with: values)
    }
    put([1, 0, 0xFF, 0xFF], 0)
    put([1], 12)
    put([5, 0, 7, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0], 16)
    put([3, 0, 1, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0], 96)
    put([3, 0, 3, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0], 112)
    put([0, 3, 2, 1, 1, 0xFD], 128)
    put([9], 141)
    put([0], 144)
    put([4], 152)
    put([8], 160)
    put([1], 168)
    put([3], 172)
    put([4, 5, 1, 2], 176)
    put([12], 184)
    put([UInt8](repeating: 0xFF, count: 8), 200)
    #expect(Array(bytes[144..<352]) == expected)
    // -70000, 0x01020304, 21 and three bytes to the next word, weights.
    let constants: [UInt8] = [
      0x90, 0xEE, 0xFE, 0xFF, 4, 3, 2, 1, 21, 0, 0, 0, 1, 0xFE, 3, 0xFC, 5, 0xFA,
    ]
    #expect(Array(bytes[352..<370]) == constants)
  }

  @Test func layerBeforeSigmoidSaysItsScale() throws {
    let dims = AxonDims(c: 1, h: 1, w: 3, byteWidth: 2)
    var network = Self.network
    network.layers.append(
      AxonLayer(
        .sigmoid, operands: [.layer(0)], inputs: [dims], output: AxonDims(c: 1, h: 1, w: 3)))
    let file = IntermediateReader(bytes: try IntermediateFile(network, name: "tiny").bytes)
    #expect(file.unsigned(file.layer(0) + 136, size: 4) == 1 << 29)
    #expect(file.unsigned(file.layer(0) + 140, size: 1) == 17)
    #expect(file.unsigned(file.layer(1) + 136, size: 4) == 0)
  }

  static let vectors = Result {
    try AxonVectorReader.read(FileContents.read(Repository.path(of: "Suites/axon/dev.jsonl")))
  }

  @Test func everyVectorComesBack() throws {
    let vectors = try Self.vectors.get()
    #expect(vectors.count == 366)
    for vector in vectors {
      let file = try IntermediateFile(vector.network, name: vector.id)
      let back = IntermediateReader(bytes: file.bytes).network(like: vector.network)
      #expect(back == vector.network, "\(vector.id)")
    }
  }

  static let misfits: [(@Sendable (inout AxonLayer) -> Void, String)] = [
    ({ $0.stride.x = 256 }, "a stride, dilation or padding exceeds 255"),
    ({ $0.output.w = 65_536 }, "a size exceeds 65535"),
    ({ $0.outputZeroPoint = 128 }, "a zero point or shift is not of 8 bits"),
    ({ $0.operands = [.layer(32_768)] }, "there are too many layers or shifts"),
    ({ $0.inputs = [] }, "it has 1 operands and 0 sizes, 1 to 4 fit"),
  ]

  @Test(arguments: misfits.indices)
  func misfitIsRefused(_ index: Int) throws {
    var network = Self.network
    Self.misfits[index].0(&network.layers[0])
    let error = #expect(throws: InvalidInput.self) {
      try IntermediateFile(network, name: "tiny")
    }
    #expect(
      error?.message == "does not fit into the intermediate file: \(Self.misfits[index].1)")
    #expect(error?.location.element == "AXON layer 0 (conv2d)")
  }

  @Test func severalInputsAreRefused() {
    var network = Self.network
    network.externals.append(network.externals[0])
    #expect(throws: InvalidInput.self) { try IntermediateFile(network, name: "tiny") }
  }
}

import Graph
import Testing

@testable import Axon

struct OneInputNetworkTests {
  static let dims = [AxonDims(c: 2, h: 3, w: 4), AxonDims(c: 3, h: 5, w: 2)]

  /// Two convolutions of inputs of other sizes, then a sum of the first with itself.
  static var network: AxonNetwork {
    func convolution(_ external: Int, _ dims: AxonDims) -> AxonLayer {
      var layer = AxonLayer(
        .depthwise, operands: [.external(external)], inputs: [dims], output: dims,
        filterDims: AxonDims(c: dims.c, h: 3, w: 3))
      layer.filter = (0..<dims.c * 9).map { Int8($0 * 5 - 40) }
      layer.biasPrime = (0..<dims.c).map { Int32(100 * $0) }
      layer.multipliers = Array(repeating: 77, count: dims.c)
      layer.shifts = [14]
      layer.pad = Padding2D(top: 1, bottom: 1, left: 1, right: 1)
      layer.outputZeroPoint = 5
      return layer
    }
    var sum = AxonLayer(
      .add, operands: [.layer(0), .layer(0)], inputs: [dims[0], dims[0]], output: dims[0])
    sum.multipliers = [20_000, 9_000]
    sum.biasPrime = [1234]
    sum.shifts = [15]
    return AxonNetwork(
      externals: [
        AxonNetwork.External(dims: dims[0], zeroPoint: 17),
        AxonNetwork.External(dims: dims[1], zeroPoint: -90),
      ],
      layers: [convolution(0, dims[0]), convolution(1, dims[1]), sum])
  }

  /// Both inputs in one network: the second's channels, joined with its own output by a reshape.
  static var joiningNetwork: AxonNetwork {
    var network = Self.network
    let flat = [AxonDims(c: 1, h: 1, w: 24), AxonDims(c: 1, h: 1, w: 30)]
    for (layer, dims) in [(2, flat[0]), (1, flat[1])] {
      network.layers.append(
        AxonLayer(
          .reshape, operands: [.layer(layer)], inputs: [network.layers[layer].output],
          output: dims))
    }
    var concat = AxonLayer(
      .concat, operands: [.layer(3), .layer(4)], inputs: flat,
      output: AxonDims(c: 1, h: 1, w: 54))
    concat.concatAxis = .w
    network.layers.append(concat)
    return network
  }

  static func values(of network: AxonNetwork, layer: Int, inputs: [[Int8]]) throws -> [Int32] {
    let program = try AxonProgram(network)
    let memory = AxonMemory(for: program)
    for (index, input) in inputs.enumerated() {
      input.withUnsafeBytes { bytes in
        if let base = bytes.baseAddress {
          memory.external(index).copyMemory(from: base, byteCount: bytes.count)
        }
      }
    }
    program.run(in: memory)
    return memory.values(ofLayer: layer, network.layers[layer].output)
  }

  static let inputs: [[Int8]] = [
    (0..<24).map { Int8($0 * 9 - 100) }, (0..<30).map { Int8(120 - $0 * 7) },
  ]

  @Test(arguments: [0, 1, 2, 5])
  func everyOutputHasItsValues(_ output: Int) throws {
    let network = Self.joiningNetwork
    let expected = try Self.values(of: network, layer: output, inputs: Self.inputs)
    let one = try OneInputNetwork(network, output: output)
    #expect(one.network.externals.count == 1)
    for layer in one.network.layers { #expect(Set(layer.operands).count == layer.operands.count) }
    let joined = one.joined(one.sources.map { Self.inputs[$0] })
    let last = one.network.layers.count - 1
    #expect(try Self.values(of: one.network, layer: last, inputs: [joined]) == expected)
  }

  @Test func whatAnOutputDoesNotNeedIsLeftOut() throws {
    let one = try OneInputNetwork(Self.joiningNetwork, output: 1)
    #expect(one.sources == [1])
    #expect(one.network.layers.count == 1)
    #expect(one.network.externals[0].zeroPoint == -90)
  }

  /// The variable of the vectors: its state is renewed by a layer behind it.
  @Test func persistentVariableKeepsItsOperand() throws {
    let dims = AxonDims(c: 1, h: 1, w: 4)
    var slice = AxonLayer(.stridedSlice, operands: [.layer(1)], inputs: [dims], output: dims)
    slice.slice = AxonLayer.Slice(begin: AxonDims(c: 0, h: 0, w: 0), end: dims)
    var sum = AxonLayer(
      .add, operands: [.layer(0), .external(0)], inputs: [dims, dims], output: dims)
    sum.multipliers = [1, 1]
    sum.biasPrime = [0]
    sum.shifts = [0]
    let variable = AxonLayer(
      .persistentVariable, operands: [.layer(2)], inputs: [dims], output: dims)
    var last = slice
    last.operands = [.layer(2)]
    let network = AxonNetwork(
      externals: [AxonNetwork.External(dims: dims, zeroPoint: 0)],
      layers: [variable, sum, slice, last])
    #expect(try OneInputNetwork(network, output: 3).network == network)
    // What the variable needs lies behind the output, which is copied then.
    let copied = try OneInputNetwork(network, output: 1).network
    #expect(
      copied.layers.map(\.operation) == [.persistentVariable, .add, .stridedSlice, .stridedSlice])
    #expect(copied.layers[3].operands == [.layer(1)])
  }

  /// The measured cases that come out wrong because of where the input lies.
  @Test(arguments: [
    ("campaign-input-again", true), ("campaign-input-after-pointwise", true),
    ("campaign-add-packed", true), ("campaign-pw-packed", true), ("campaign-input-copied", false),
    ("campaign-add-packed-swapped", false),
  ])
  func inputWhoseMemoryIsMistreatedIsCopied(id: String, isCopied: Bool) throws {
    let vector = try #require(CampaignVectorTests.vectors.first { $0.id == id })
    let count = vector.network.layers.count
    let one = try OneInputNetwork(vector.network, output: count - 1)
    #expect(one.network.layers.count == count + (isCopied ? 1 : 0))
    #expect(try VectorReplay(vector).defects.isEmpty == !isCopied)
    let values = try Self.values(
      of: vector.network, layer: count - 1, inputs: [vector.inputs[0]])
    #expect(
      try Self.values(
        of: one.network, layer: one.network.layers.count - 1, inputs: [vector.inputs[0]]) == values)
  }

  /// A copy of the input does not help a pointwise layer that reads a reshape.
  @Test func whatIsMistreatedBehindTheInputIsLeftAsItIs() throws {
    let vector = try #require(
      CampaignVectorTests.vectors.first { $0.id == "campaign-pw-wide-reshape" })
    #expect(try OneInputNetwork(vector.network, output: 2).network == vector.network)
  }

  /// The copy makes Nordic's simulator right where the vector shows it wrong.
  @Test(
    .enabled(if: SDKHere.isPresent, "SDK_EDGE_AI_PATH leads to no SDK"),
    arguments: ["campaign-input-again", "campaign-add-packed", "campaign-pw-packed"])
  func copiedInputIsReadRight(id: String) throws {
    let vector = try #require(CampaignVectorTests.vectors.first { $0.id == id })
    let last = vector.network.layers.count - 1
    let one = try OneInputNetwork(vector.network, output: last)
    let worker = SDKHere.makeWorker(try #require(SDKHere.location))
    guard case .completed(let result) = try worker.run(one.network, inputs: vector.inputs) else {
      Issue.record("refused")
      return
    }
    for (input, output) in zip(vector.inputs, result.outputs) {
      #expect(try Self.values(of: vector.network, layer: last, inputs: [input]) == output)
    }
    #expect(result.outputs != vector.outputs)
  }
}

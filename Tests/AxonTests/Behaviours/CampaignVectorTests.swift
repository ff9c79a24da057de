import Foundation
import Graph
import TestSupport
import Testing

@testable import Axon

/// The minimal cases of what random layers and networks found, as measured on Nordic's simulator 1.4.0
/// (`Suites/axon/README.md`).
@Suite struct CampaignVectorTests {
  static let vectors: [AxonVector] = {
    let path = Repository.path(of: "Suites/axon/campaign.jsonl")
    return (try? AxonVectorReader.read(FileContents.read(path))) ?? []
  }()

  static let quirks = Set(vectors.compactMap(\.quirk)).sorted()

  @Test func `the file is read whole`() {
    #expect(Self.vectors.count == 59)
    #expect(Self.vectors.filter { $0.quirk == nil }.count == 21)
  }

  @Test(arguments: vectors.filter { $0.quirk == nil }.map(\.id))
  func `plain cases are equal in every version and meet no certain defect`(id: String) throws {
    let vector = try #require(Self.vectors.first { $0.id == id })
    for version in AxonVersion.allCases {
      let replay = try VectorReplay(vector, version: version)
      #expect(replay.equal == replay.outputs, "\(version)")
      #expect(replay.defects.allSatisfy { $0.defect.recognition == .values })
    }
  }

  @Test(arguments: quirks)
  func `defective cases are flagged by name and differ from what is documented`(
    quirk: String
  ) throws {
    for vector in Self.vectors where vector.quirk == quirk {
      let replay = try VectorReplay(vector)
      #expect(replay.defects.contains { $0.defect.name == quirk }, "\(vector.id)")
      #expect(replay.equal < replay.outputs, "\(vector.id)")
    }
  }

  @Test(arguments: quirks)
  func `1.4.0 gives the measured outputs where a formula is known`(quirk: String) throws {
    let defect = try #require(KnownDefect(named: quirk))
    for vector in Self.vectors where vector.quirk == quirk && defect.formula == .own {
      let replay = try VectorReplay(vector, version: .v140)
      #expect(replay.equal == replay.outputs, "\(vector.id)")
    }
  }

  /// Defects without numbers have no vector: a layer that meets one, and its neighbour that does not.
  @Test(arguments: [(3, 1, true), (4, 1, false), (1, 3, false)])
  func `a fully connected layer with shifts refuses a column of odd length`(
    channels: Int, width: Int, isRefused: Bool
  ) {
    let dims = AxonDims(c: channels, h: 1, w: width)
    var move = AxonLayer(.reshape, operands: [.external(0)], inputs: [dims], output: dims)
    move.outputZeroPoint = 3
    var layer = AxonLayer(
      .fullyConnected, operands: [.layer(0)],
      inputs: [AxonDims(c: 1, h: 1, w: dims.count)], output: AxonDims(c: 1, h: 1, w: 2))
    layer.shifts = [9, 9]
    let network = AxonNetwork(
      externals: [AxonNetwork.External(dims: dims, zeroPoint: 0)], layers: [move, layer])
    #expect((KnownDefect.fullyConnectedColumn.finding(layer, network) != nil) == isRefused)
  }

  @Test(arguments: [
    ([AxonOperation](), false), ([.reshape], false), ([.reshape, .add], true), ([.concat], true),
  ])
  func `the NPU runs nothing after a softmax`(after: [AxonOperation], hangs: Bool) {
    let dims = AxonDims(c: 1, h: 1, w: 4)
    let logits = AxonDims(c: 1, h: 1, w: 4, byteWidth: 4)
    var layers = [
      AxonLayer(.fullyConnected, operands: [.external(0)], inputs: [dims], output: logits),
      AxonLayer(.softmax, operands: [.layer(0)], inputs: [logits], output: dims),
    ]
    for operation in after {
      layers.append(
        AxonLayer(
          operation, operands: [.layer(layers.count - 1)], inputs: [dims], output: dims))
    }
    let network = AxonNetwork(
      externals: [AxonNetwork.External(dims: dims, zeroPoint: 0)], layers: layers)
    #expect((KnownDefect.softmaxNotLast.finding(layers[1], network) != nil) == hangs)
  }

  @Test(arguments: [(0, true), (5, false)])
  func `a ring of layers without a zero point is known to hang`(zeroPoint: Int, hangs: Bool) {
    let dims = AxonDims(c: 1, h: 2, w: 4)
    func move(_ operation: AxonOperation, _ source: Int) -> AxonLayer {
      var layer = AxonLayer(operation, operands: [.layer(source)], inputs: [dims], output: dims)
      layer.multipliers = [1]
      layer.shifts = [0]
      layer.outputZeroPoint = zeroPoint
      return layer
    }
    let network = AxonNetwork(
      externals: [], layers: [move(.persistentVariable, 1), move(.stridedSlice, 0)])
    #expect(
      (KnownDefect.zeroPointRing.finding(network.layers[0], network) != nil) == hangs)
    #expect(network.zeroPoint(of: .layer(0)) == zeroPoint)
  }
}

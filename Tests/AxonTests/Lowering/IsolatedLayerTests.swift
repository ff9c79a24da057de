import Graph
import Quantized
import TestSupport
import Testing

@testable import Axon

/// Each AXON layer of the exported models by itself, fed with what `quantized` computes: what differs
/// is that layer's own rounding.
@Suite struct IsolatedLayerTests {
  /// What one layer made of TOSA's operands, against TOSA's result.
  struct Outcome {
    var operation: AxonOperation
    var counts: [Int: Int]
  }

  static func outcomes(_ part: ExportedPart) throws -> [Outcome] {
    let graph = try part.graph()
    var tensors: [String: Tensor] = [:]
    _ = try QuantizedEngine().prepare(graph).run(part.inputs()) { tensors[$0.name] = $0.tensor }
    for (port, input) in zip(graph.inputs, try part.inputs()) { tensors[port.name] = input }

    let partition = Partition(graph, options: AxonOptions())
    return try partition.claims.map { claim in
      var layer = claim.layer
      layer.operands = claim.operands.indices.map { .external($0) }
      var layers = [layer]
      for var next in claim.extensionLayers {
        next.operands = [.layer(layers.count - 1)]
        layers.append(next)
      }
      let program = try AxonProgram(
        AxonNetwork(
          externals: zip(claim.operands, layer.inputs).map { operand, dims in
            AxonNetwork.External(dims: dims, zeroPoint: operand.zeroPoint ?? 0)
          },
          layers: layers))
      let memory = AxonMemory(for: program)
      for (index, operand) in claim.operands.enumerated() {
        let tensor = try #require(tensors[graph.main[operand.tensor].name])
        RegionPart.Transfer(
          tensor: operand.tensor, index: index, places: operand.arrangement.places
        ).load(tensor, to: memory.external(index))
      }
      program.run(in: memory)
      let expected = try #require(tensors[graph.main[claim.result].name])
      var result = Tensor(zeros: expected.type)
      RegionPart.Transfer(tensor: claim.result, index: 0, places: claim.arrangement.places)
        .store(memory.output(ofLayer: layers.count - 1), into: &result)
      return Outcome(operation: layer.operation, counts: histogram(result, expected))
    }
  }

  /// A multiplier of 9 bits or more is off by at most 2^-10 of it, which moves a result of at most
  /// 255 by less than half; rounding moves it by another half: one LSB in all. Data only moves and
  /// the largest of a window need no rounding.
  @Test(arguments: ExportedPart.all)
  func `a layer is off by its rounding only`(part: ExportedPart) throws {
    for outcome in try Self.outcomes(part) {
      let largest = outcome.counts.keys.max() ?? 0
      switch outcome.operation {
      case .concat, .stridedSlice, .maxPool: #expect(largest == 0)
      default: #expect(largest <= 1)
      }
    }
  }

  /// Over 17.5 million synthetic convolution outputs AXON differed from TOSA's RESCALE in 0.05 to
  /// 0.07 % (realistic scales, zero points other than 0).
  @Test func `convolutions and linears rarely differ`() throws {
    var differing = 0
    var total = 0
    for part in ExportedPart.all {
      for outcome in try Self.outcomes(part) {
        guard [.conv2D, .depthwise, .pointwise, .fullyConnected].contains(outcome.operation) else {
          continue
        }
        total += outcome.counts.values.reduce(0, +)
        differing += outcome.counts[1] ?? 0
      }
    }
    #expect(total > 100_000)
    #expect(Double(differing) / Double(total) < 0.001, "\(differing) of \(total)")
  }
}

import Graph

@testable import Axon

/// Reads an intermediate file back, independently of the writer: the offsets here are the facts'.
struct IntermediateReader {
  let bytes: [UInt8]

  func unsigned(_ offset: Int, size: Int) -> UInt64 {
    (0..<size).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
  }
  func signed(_ offset: Int, size: Int) -> Int {
    let shift = Int64(64 - 8 * size)
    return Int((Int64(bitPattern: unsigned(offset, size: size)) << shift) >> shift)
  }
  func section(_ index: Int) -> (offset: Int, length: Int) {
    (Int(unsigned(8 * index, size: 4)), Int(unsigned(8 * index + 4, size: 4)))
  }
  func text(_ offset: Int, _ length: Int) -> String {
    String(decoding: bytes[offset..<offset + length], as: UTF8.self)
  }

  var meta: Int { section(2).offset }
  var layerCount: Int { signed(meta + 16, size: 4) }
  func layer(_ index: Int) -> Int { section(3).offset + 208 * index }

  func dims(_ offset: Int) -> AxonDims {
    AxonDims(
      c: signed(offset + 4, size: 2), h: signed(offset, size: 2), w: signed(offset + 2, size: 2),
      byteWidth: signed(offset + 8, size: 4))
  }

  /// An array among the constants, empty if there is none.
  func constants(at reference: Int, count: Int, size: Int) -> [Int] {
    let offset = unsigned(reference, size: 8)
    if offset == .max { return [] }
    return (0..<count).map { signed(section(4).offset + Int(offset) + size * $0, size: size) }
  }

  /// What the file says of a layer, with as many constants as `like` has.
  func network(like original: AxonNetwork) -> AxonNetwork {
    let layers = original.layers.indices.map { index in
      let at = layer(index)
      let like = original.layers[index]
      let count = Int(bytes[at])
      var layer = AxonLayer(
        AxonOperation.allCases.first { Int($0.fileNumber) == signed(at + 12, size: 4) } ?? .tanh,
        operands: (0..<count).map {
          let id = signed(at + 2 + 2 * $0, size: 2)
          return id < 0 ? .external(0) : .layer(id)
        },
        inputs: (0..<count).map { dims(at + 16 + 16 * $0) }, output: dims(at + 112),
        filterDims: dims(at + 96))
      layer.concatAxis = like.concatAxis.map { _ in AxonAxis(rawValue: Int(bytes[at + 128])) ?? .w }
      layer.stride = Spatial2D(y: Int(bytes[at + 130]), x: Int(bytes[at + 129]))
      layer.dilation = Spatial2D(y: Int(bytes[at + 132]), x: Int(bytes[at + 131]))
      layer.inputZeroPoint = signed(at + 133, size: 1)
      layer.outputZeroPoint = signed(at + 141, size: 1)
      layer.biasPrime = constants(at: at + 144, count: like.biasPrime.count, size: 4)
        .map { Int32($0) }
      layer.multipliers = constants(at: at + 152, count: like.multipliers.count, size: 4)
        .map { Int32($0) }
      layer.shifts = constants(at: at + 160, count: signed(at + 168, size: 2), size: 1)
      layer.activation =
        AxonActivation.allCases.first { Int($0.fileNumber) == signed(at + 172, size: 4) } ?? .none
      layer.pad = Padding2D(
        top: Int(bytes[at + 178]), bottom: Int(bytes[at + 179]), left: Int(bytes[at + 176]),
        right: Int(bytes[at + 177]))
      if like.slice != nil {
        let corners = constants(at: at + 184, count: 9, size: 4)
        let dims = stride(from: 0, to: 9, by: 3).map {
          AxonDims(c: corners[$0], h: corners[$0 + 1], w: corners[$0 + 2])
        }
        layer.slice = AxonLayer.Slice(begin: dims[0], end: dims[1], step: dims[2])
      } else {
        layer.filter = constants(at: at + 184, count: like.filter.count, size: 1).map { Int8($0) }
      }
      return layer
    }
    let external = AxonNetwork.External(
      dims: original.externals[0].dims, zeroPoint: signed(meta + 25, size: 1))
    return AxonNetwork(externals: [external], layers: layers)
  }
}

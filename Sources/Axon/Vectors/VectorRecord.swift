internal import Foundation
import Graph

// The names are those of the file.
// swift-format-ignore: AlwaysUseLowerCamelCase
/// A line of a vector file as it stands there.
struct VectorRecord: Codable {
  var id: String
  var op: String
  var quirk: String?
  var stateful: Bool
  var layers: [LayerRecord]
  var input_zp: Int
  var inputs: [[Int8]]
  var outputs: [[Int32]]
  var plain_equal: Int
  /// What only ``VectorMeasurement`` writes; replaying needs none of it.
  var family: String?
  var ticks: Int?
  var cmd_words: Int?
  var interlayer_bytes: Int?
  var const_bytes: Int?
  /// Whether a second run gave the same; nil if there was none.
  var deterministic: Bool?

  struct LayerRecord: Codable {
    var op: String
    var inputs: [Int]
    var `in`: [[Int]]
    var out: [Int]
    var filter_dims: [Int]?
    var filter: [Int8]?
    var slice: [Int]?
    var bias_prime: [Int32]?
    var multipliers: [Int32]?
    var shifts: [Int]?
    var stride: [Int]?
    var dilation: [Int]?
    var pad: [Int]?
    var activation: String
    var in_zp: Int?
    var out_zp: Int?
    var concat_axis: Int?
  }

  func vector() throws(InvalidInput) -> AxonVector {
    var layers: [AxonLayer] = []
    var external: AxonDims?
    for record in self.layers {
      let layer = try record.layer()
      for (operand, dims) in zip(layer.operands, layer.inputs) where operand == .external(0) {
        external = external ?? dims
      }
      layers.append(layer)
    }
    guard let external, !layers.isEmpty else {
      throw InvalidInput(.format, "no layer reads the external input")
    }
    guard inputs.count == outputs.count, inputs.allSatisfy({ $0.count == external.count }) else {
      throw InvalidInput(.format, "inputs do not fit \(external), or outputs are missing")
    }
    let count = layers[layers.count - 1].output.count
    guard outputs.allSatisfy({ $0.count == count }) else {
      throw InvalidInput(.format, "outputs do not have \(count) elements")
    }
    return AxonVector(
      id: id, subject: op, quirk: quirk, isStateful: stateful,
      network: AxonNetwork(
        externals: [AxonNetwork.External(dims: external, zeroPoint: input_zp)], layers: layers),
      inputs: inputs, outputs: outputs, plainEqual: plain_equal)
  }
}

extension VectorRecord.LayerRecord {
  func layer() throws(InvalidInput) -> AxonLayer {
    guard let operation = AxonOperation(rawValue: op) else {
      throw InvalidInput(.format, "unknown operator '\(op)'")
    }
    guard let activation = AxonActivation(rawValue: activation) else {
      throw InvalidInput(.format, "unknown activation '\(activation)'")
    }
    var inputDims: [AxonDims] = []
    for sizes in `in` { inputDims.append(try Self.dims(sizes)) }
    var layer = AxonLayer(
      operation, operands: inputs.map { $0 < 0 ? .external(0) : .layer($0) }, inputs: inputDims,
      output: try Self.dims(out))
    if let filter_dims { layer.filterDims = try Self.dims(filter_dims) }
    layer.filter = filter ?? []
    layer.biasPrime = bias_prime ?? []
    layer.multipliers = multipliers ?? []
    layer.shifts = shifts ?? []
    if let stride { layer.stride = try Self.spatial(stride) }
    if let dilation { layer.dilation = try Self.spatial(dilation) }
    if let pad {
      guard pad.count == 4 else { throw InvalidInput(.format, "pad has four numbers") }
      layer.pad = Padding2D(top: pad[0], bottom: pad[1], left: pad[2], right: pad[3])
    }
    layer.activation = activation
    layer.inputZeroPoint = in_zp ?? 0
    layer.outputZeroPoint = out_zp ?? 0
    layer.concatAxis = concat_axis.flatMap(AxonAxis.init(rawValue:))
    if let slice {
      guard slice.count == 9 else { throw InvalidInput(.format, "slice has nine numbers") }
      layer.slice = AxonLayer.Slice(
        begin: try Self.dims(Array(slice[0..<3])), end: try Self.dims(Array(slice[3..<6])),
        step: try Self.dims(Array(slice[6..<9])))
    }
    return layer
  }

  private static func dims(_ sizes: [Int]) throws(InvalidInput) -> AxonDims {
    guard sizes.count == 3 || sizes.count == 4, sizes.allSatisfy({ (0...65_535).contains($0) })
    else { throw InvalidInput(.format, "\(sizes) is not [c, h, w] or [c, h, w, bytes]") }
    return AxonDims(
      c: sizes[0], h: sizes[1], w: sizes[2], byteWidth: sizes.count == 4 ? sizes[3] : 1)
  }

  private static func spatial(_ sizes: [Int]) throws(InvalidInput) -> Spatial2D {
    guard sizes.count == 2 else { throw InvalidInput(.format, "\(sizes) is not [y, x]") }
    return Spatial2D(y: sizes[0], x: sizes[1])
  }
}

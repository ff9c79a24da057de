import Graph

/// The file that Nordic's compiler reads: a header of six sections, everything little-endian.
///
/// Layout version 1.3.1, which compiler 1.4.0 takes and no other.
struct IntermediateFile {
  /// The sections in the order of the header, each an offset and a length there.
  private enum Section: Int, CaseIterable {
    case title, version, meta, layers, constants, options
  }

  static let headerSize = 8 * Section.allCases.count
  static let version: UInt32 = 0x0001_0301
  static let title = "AXON_INTERMEDIATE_REPRESENTATION_FILE\0"

  let bytes: [UInt8]

  /// The file of a network with one external input, called `name` in what the compiler generates.
  ///
  /// - Throws: `graph`, naming the layer, where a number does not fit into its field.
  init(_ network: AxonNetwork, name: String) throws(InvalidInput) {
    guard network.externals.count == 1, (-128...127).contains(network.externals[0].zeroPoint) else {
      throw InvalidInput(
        .graph, "the intermediate file has one input, the network \(network.externals.count)")
    }
    for (index, layer) in network.layers.enumerated() {
      guard let obstacle = LayerRecord.obstacle(to: layer, at: index) else { continue }
      throw InvalidInput(
        .graph, "does not fit into the intermediate file: \(obstacle)",
        at: InputLocation(element: "AXON layer \(index) (\(layer.operation.rawValue))"))
    }
    var constants = ConstantPool()
    let readByActivation = network.layersReadByActivation
    let layers = network.layers.enumerated().flatMap { index, layer in
      LayerRecord(
        layer, isBeforeActivation: readByActivation.contains(index), constants: &constants
      ).record.bytes
    }
    var version = FixedRecord(size: 4)
    version.set(Self.version, at: 0)

    var file = Array(repeating: UInt8(0), count: Self.headerSize)
    var header = FixedRecord(size: Self.headerSize)
    func append(_ content: [UInt8], as section: Section) {
      // Layers hold 8-byte fields.
      while file.count % 8 != 0 { file.append(0) }
      header.set(UInt32(file.count), at: 8 * section.rawValue)
      header.set(UInt32(content.count), at: 8 * section.rawValue + 4)
      file += content
    }
    append(Array(Self.title.utf8), as: .title)
    append(version.bytes, as: .version)
    let nameOffset = (file.count + 7) / 8 * 8 + Self.metaSize
    append(
      Self.meta(of: network, nameOffset: nameOffset, nameLength: name.utf8.count + 1), as: .meta)
    file += Array(name.utf8) + [0]
    append(layers, as: .layers)
    append(constants.bytes, as: .constants)
    append(Self.options(), as: .options)
    file.replaceSubrange(0..<Self.headerSize, with: header.bytes)
    bytes = file
  }

  private static let metaSize = 36

  /// The network's name, size and quantization; it has no labels.
  private static func meta(
    of network: AxonNetwork, nameOffset: Int, nameLength: Int
  ) -> [UInt8] {
    var meta = FixedRecord(size: metaSize)
    meta.set(UInt32(nameOffset), at: 0)
    meta.set(UInt32(nameLength), at: 4)
    meta.set(UInt32.max, at: 8)
    meta.set(UInt32(network.layers.count), at: 16)
    // Scales are of no interest here: values go in and come out quantized.
    meta.set(UInt32(1), at: 20)
    meta.set(Int8(network.externals[0].zeroPoint), at: 25)
    meta.set(UInt32(1), at: 28)
    meta.set(Int8(network.layers.last?.outputZeroPoint ?? 0), at: 33)
    return meta.bytes
  }

  /// Memory limits that no network here reaches; the compiler only warns of them.
  private static func options() -> [UInt8] {
    var options = FixedRecord(size: 24)
    options.set(UInt32(1) << 24, at: 0)
    options.set(UInt32(1) << 24, at: 4)
    return options.bytes
  }
}

extension AxonNetwork {
  /// The layers whose output sigmoid or tanh reads.
  fileprivate var layersReadByActivation: Set<Int> {
    var found: Set<Int> = []
    for layer in layers where layer.operation == .sigmoid || layer.operation == .tanh {
      for case .layer(let producer) in layer.operands { found.insert(producer) }
    }
    return found
  }
}

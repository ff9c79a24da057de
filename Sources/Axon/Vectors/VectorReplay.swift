public import Graph

/// What replaying one vector gave.
public struct VectorReplay: Sendable {
  /// Output values over all inferences.
  public var outputs: Int
  /// How many of them are what Nordic's simulator gave.
  public var equal: Int

  /// The largest distance of an output value, in LSB.
  public var largestDifference: Int
  /// The known defects that the case's layers meet, whatever the version.
  public var defects: [DefectMeeting]

  /// Runs a vector.
  /// - Throws: if its network can't be simulated.
  public init(
    _ vector: AxonVector, version: AxonVersion = .documented
  ) throws(InvalidInput) {
    let program = try AxonProgram(vector.network, version: version)
    defects = program.defects
    guard let dims = vector.network.layers.last?.output else {
      throw InvalidInput(.format, "a vector has layers")
    }
    outputs = 0
    equal = 0
    largestDifference = 0
    var memory = AxonMemory(for: program)
    for (input, expected) in zip(vector.inputs, vector.outputs) {
      if !vector.isStateful { memory = AxonMemory(for: program) }
      input.withUnsafeBytes { memory.external(0).copyMemory(from: $0) }
      program.run(in: memory)
      let results = memory.values(ofLayer: vector.network.layers.count - 1, dims)
      outputs += expected.count
      for (result, expected) in zip(results, expected) {
        if result == expected { equal += 1 }
        largestDifference = max(largestDifference, abs(Int(result) - Int(expected)))
      }
    }
  }
}

extension AxonMemory {
  /// A layer's output as numbers, in C, H, W order.
  public func values(ofLayer index: Int, _ dims: AxonDims) -> [Int32] {
    let bytes = output(ofLayer: index)
    return (0..<dims.count).map { element in
      switch dims.byteWidth {
      case 1: Int32(bytes.load(fromByteOffset: element, as: Int8.self))
      case 2: Int32(bytes.load(fromByteOffset: 2 * element, as: Int16.self))
      default: bytes.load(fromByteOffset: 4 * element, as: Int32.self)
      }
    }
  }
}

extension UnsafeMutableRawPointer {
  fileprivate func copyMemory(from bytes: UnsafeRawBufferPointer) {
    if let base = bytes.baseAddress { copyMemory(from: base, byteCount: bytes.count) }
  }
}

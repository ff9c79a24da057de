public import Graph

/// An AXON network made ready to run: checked, weights packed, every buffer at its offset.
///
/// Computes what the hardware is documented to compute, in exact integers; in another version with
/// that version's defects, which are chosen here, once, so that a run knows nothing of them.
public struct AxonProgram: Sendable {
  let kernels: [any LayerKernel]
  let externalOffsets: [Int]
  let outputOffsets: [Int]
  let workspaceOffset: Int
  /// What a worker's memory starts as, where it is not zero.
  let initialFills: [(offset: Int, count: Int, value: Int8)]
  /// Persistent variables take their new value when everything else has run.
  let updates: [(from: Int, to: Int, count: Int)]

  /// The network that it runs.
  public let network: AxonNetwork
  /// The known defects that the layers meet, in every version.
  public let defects: [DefectMeeting]
  /// Bytes that a worker's memory takes.
  public let memoryBytes: Int

  /// - Throws: `graph`, naming the layer, where dimensions, constants or operands do not fit; `limit`
  ///   where the network needs more memory or work than `limits` allow.
  public init(
    _ network: AxonNetwork, version: AxonVersion = .documented,
    limits: ResourceLimits = .standard
  ) throws(InvalidInput) {
    for layer in network.layers.indices { try LayerSite.checkFields(of: layer, in: network) }
    var cursor = 0
    func allocate(_ bytes: Int) -> Int {
      defer { cursor += (max(bytes, 1) + 63) / 64 * 64 }
      return cursor
    }
    externalOffsets = network.externals.map { allocate($0.dims.byteCount) }
    outputOffsets = network.layers.map { allocate($0.output.byteCount) }
    let states = network.layers.map { layer in
      layer.operation == .persistentVariable ? allocate(layer.output.byteCount) : nil
    }
    workspaceOffset = cursor
    // Before anything of that size is made.
    try Self.check(cursor, against: limits.sessionBytes, "bytes of memory")
    try Self.check(
      network.layers.reduce(0) { $0 &+ $1.steps }, against: limits.work, "steps a run")

    var kernels: [any LayerKernel] = []
    var workspace = 0
    var fills: [(offset: Int, count: Int, value: Int8)] = []
    var updates: [(from: Int, to: Int, count: Int)] = []
    for index in network.layers.indices {
      var site = try LayerSite(
        index, of: network, version: version, externals: externalOffsets, outputs: outputOffsets,
        states: states)
      kernels.append(try site.makeKernel())
      workspace = max(workspace, site.workspaceBytes)
      if case .persistentVariable = site.layer.operation {
        fills.append(
          (site.state, site.layer.output.count, Int8(clamping: site.layer.outputZeroPoint)))
        updates.append((site.inputs[0], site.state, site.layer.output.count))
      }
    }
    self.network = network
    defects = network.meetings()
    self.kernels = kernels
    self.initialFills = fills
    self.updates = updates
    memoryBytes = workspaceOffset + workspace
    try Self.check(memoryBytes, against: limits.sessionBytes, "bytes of memory")
  }

  private static func check(
    _ needed: Int, against allowed: Int, _ what: String
  ) throws(InvalidInput) {
    guard needed > allowed else { return }
    throw InvalidInput(
      .limit, "AXON's layers need \(needed) \(what), \(allowed) are allowed",
      remedy: "Use a smaller network.")
  }

  /// Runs every layer once, on the inputs that are in `memory`.
  public func run(in memory: AxonMemory) {
    let view = LayerMemory(base: memory.base, workspace: memory.base + workspaceOffset)
    for kernel in kernels { kernel.run(view) }
    for (from, to, count) in updates {
      (memory.base + to).copyMemory(from: memory.base + from, byteCount: count)
    }
  }
}

/// One worker's memory for a program: inputs, layer outputs, and the state of persistent variables.
public final class AxonMemory {
  let base: UnsafeMutableRawPointer
  private let externalOffsets: [Int]
  private let outputOffsets: [Int]

  /// Memory with every persistent variable at its initial value.
  public init(for program: AxonProgram) {
    base = .allocate(byteCount: max(program.memoryBytes, 1), alignment: 64)
    base.initializeMemory(as: UInt8.self, repeating: 0, count: max(program.memoryBytes, 1))
    for (offset, count, value) in program.initialFills {
      (base + offset).initializeMemory(as: Int8.self, repeating: value, count: count)
    }
    externalOffsets = program.externalOffsets
    outputOffsets = program.outputOffsets
  }

  deinit { base.deallocate() }

  /// Where an input goes; its elements in C, H, W order.
  public func external(_ index: Int) -> UnsafeMutableRawPointer { base + externalOffsets[index] }

  /// Where a layer's output is; its elements in C, H, W order.
  public func output(ofLayer index: Int) -> UnsafeRawPointer {
    UnsafeRawPointer(base + outputOffsets[index])
  }

  /// Sets an INT8 layer's output, for whoever computes it elsewhere.
  package func setOutput(ofLayer index: Int, to values: [Int8]) {
    let target = base + outputOffsets[index]
    for (element, value) in values.enumerated() {
      target.storeBytes(of: value, toByteOffset: element, as: Int8.self)
    }
  }
}

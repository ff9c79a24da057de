import Axon
import Graph

/// A region of engine `axon` that runs layer by layer, each as faults leave it.
final class FaultyRegion: RegionRunner {
  private let network: AxonNetwork
  private var layers: [Layer] = []
  /// Holds what goes in and what comes out; nothing is computed in it.
  private let memory: AxonMemory

  private struct Layer {
    let call: LayerCall
    let memory: AxonMemory
    let program: AxonProgram
    /// The first elements of the operands in the last run.
    var heads: [Int8?] = []
  }

  /// - Throws: `graph` if a layer can't run by itself.
  init(
    _ program: AxonProgram, _ changes: [@Sendable (inout LayerCall) -> Void]
  ) throws(InvalidInput) {
    network = program.network
    memory = AxonMemory(for: program)
    for index in network.layers.indices {
      let sound = LayerCall(index, of: network)
      var call = sound
      for change in changes { change(&call) }
      let program: AxonProgram
      if let faulty = try? call.program() {
        program = faulty
      } else {
        // A compiler would refuse what its fault leaves: it does nothing then.
        call = sound
        program = try sound.program()
      }
      layers.append(Layer(call: call, memory: AxonMemory(for: program), program: program))
    }
  }

  func external(_ index: Int) -> UnsafeMutableRawPointer { memory.external(index) }

  func output(ofLayer index: Int) -> UnsafeRawPointer? { memory.output(ofLayer: index) }

  func run() throws(EngineError) {
    for index in layers.indices {
      let layer = layers[index]
      let operands = network.layers[index].operands.map(elements)
      let heads = operands.map(\.first)
      if layer.call.keepsOutput, layer.heads == heads { continue }
      layers[index].heads = heads
      layer.memory.load(operands)
      layer.program.run(in: layer.memory)
      var output = Array(
        UnsafeRawBufferPointer(
          start: layer.memory.output(ofLayer: 0), count: layer.call.layer.output.byteCount
        ).bindMemory(to: Int8.self))
      for distortion in layer.call.distortions { distortion(&output, operands) }
      memory.setOutput(ofLayer: index, to: output)
      if let operand = layer.call.overwritten,
        case .layer(let source) = network.layers[index].operands[operand]
      {
        memory.setOutput(ofLayer: source, to: output)
      }
    }
  }

  private func elements(of operand: AxonOperand) -> [Int8] {
    let (start, count) =
      switch operand {
      case .external(let index):
        (UnsafeRawPointer(memory.external(index)), network.externals[index].dims.byteCount)
      case .layer(let index):
        (memory.output(ofLayer: index), network.layers[index].output.byteCount)
      }
    return Array(UnsafeRawBufferPointer(start: start, count: count).bindMemory(to: Int8.self))
  }
}

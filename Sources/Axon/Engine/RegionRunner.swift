package import Graph

/// One worker's copy of a region: its inputs, its outputs, and something that computes these.
package protocol RegionRunner: AnyObject {
  /// Where an input goes; its elements in C, H, W order.
  func external(_ index: Int) -> UnsafeMutableRawPointer

  /// Computes the outputs from the inputs.
  func run() throws(EngineError)

  /// A layer's output in C, H, W order; nil where the runner does not keep it.
  func output(ofLayer index: Int) -> UnsafeRawPointer?
}

/// A region in Assay's own simulator; keeps the output of every layer.
final class SimulatedRegion: RegionRunner {
  private let program: AxonProgram
  private let memory: AxonMemory

  init(_ program: AxonProgram) {
    self.program = program
    memory = AxonMemory(for: program)
  }

  func external(_ index: Int) -> UnsafeMutableRawPointer { memory.external(index) }
  func run() { program.run(in: memory) }
  func output(ofLayer index: Int) -> UnsafeRawPointer? { memory.output(ofLayer: index) }
}

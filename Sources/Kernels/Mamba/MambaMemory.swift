/// Bytes that a rung needs. Pointers and other bookkeeping of the program are not in them.
public struct MambaMemory: Sendable, Equatable {
  /// What is kept from token to token.
  public var state: Int
  /// What a token's step writes and forgets.
  public var scratch: Int
  /// Weights and constants that the rung reads.
  public var constants: Int

  public init(state: Int, scratch: Int, constants: Int) {
    self.state = state
    self.scratch = scratch
    self.constants = constants
  }

  public var total: Int { state &+ scratch &+ constants }
}

extension MambaShape {
  /// Elements of the convolution's and the scan's state, all layers together.
  var stateElements: Int { layers &* inner &* (taps &+ states) }

  /// Elements of the scan's intermediate tensors, where it is not one kernel.
  func separateScan<State: MambaState>(_ type: State.Type) -> Int {
    State.isScanFused ? 0 : inner &* states
  }

  /// Elements of the longest input and output of a linear layer.
  var longestInput: Int { Swift.max(Swift.max(inner, model), rank) }
  var longestOutput: Int {
    Swift.max(Swift.max(2 &* inner, selection), Swift.max(vocabulary, model))
  }

  /// Bytes of a linear layer: weights, biases, multipliers.
  func linearBytes(_ rows: Int, _ columns: Int) -> Int { rows &* columns &+ 8 &* rows }
}

extension MambaStep {
  public var memory: MambaMemory {
    let shape = plan.shape
    let bytes = MemoryLayout<Number>.stride
    let numbers =
      2 &* shape.model &+ 4 &* shape.inner &+ shape.selection &+ shape.vocabulary
      &+ 2 &* shape.separateScan(State.self)
    let layer =
      bytes &* (shape.model &+ shape.inner &* (shape.taps &+ shape.states &+ 2))
      &+ shape.linearBytes(2 &* shape.inner, shape.model)
      &+ shape.linearBytes(shape.selection, shape.inner)
      &+ shape.linearBytes(shape.inner, shape.rank)
      &+ shape.linearBytes(shape.model, shape.inner)
    return MambaMemory(
      state: 4 &* shape.stateElements,
      scratch: bytes &* numbers &+ shape.longestInput &+ shape.longestOutput
        &+ state.scratchBytes,
      constants: bytes &* shape.model &* (shape.vocabulary &+ 1)
        &+ shape.linearBytes(shape.vocabulary, shape.model) &+ shape.layers &* layer)
  }
}

/// The sizes of a Mamba1 language model.
///
/// Source: Gu and Dao, "Mamba", section 3.4: one block is norm, input projection, causal convolution,
/// selective scan, gate, output projection, and the residual.
public struct MambaShape: Sendable, Equatable {
  /// Tokens there are.
  public var vocabulary: Int
  /// Elements of the residual stream: d.
  public var model: Int
  /// Channels inside a block: 2d in the published model.
  public var inner: Int
  public var layers: Int
  /// States a channel: N.
  public var states: Int
  /// Taps of the causal convolution: K.
  public var taps: Int
  /// Elements that the step size is projected from: R.
  public var rank: Int

  public init(
    vocabulary: Int, model: Int, inner: Int, layers: Int, states: Int = 16, taps: Int = 4, rank: Int
  ) {
    self.vocabulary = vocabulary
    self.model = model
    self.inner = inner
    self.layers = layers
    self.states = states
    self.taps = taps
    self.rank = rank
  }

  /// Outputs of the projection to step, B and C.
  public var selection: Int { rank &+ 2 &* states }

  /// Whether every size is one that the step can run: no product of sizes leaves 31 bits.
  public var isValid: Bool {
    (1...256).contains(vocabulary) && (1...1024).contains(model) && (1...2048).contains(inner)
      && (1...64).contains(layers) && (1...64).contains(states) && (1...16).contains(taps)
      && (1...256).contains(rank)
  }
}

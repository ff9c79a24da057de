public import Kernels

/// A trained Mamba1 language model in fp32, as PyTorch keeps it.
///
/// Matrices are row-major with one row an output, as `nn.Linear.weight`.
public struct LadderModel: Sendable {
  /// One block's parameters.
  public struct Layer: Sendable {
    /// `model` elements.
    public var norm: [Float]
    /// `2 inner` x `model`: the convolution's input, then the gate.
    public var inProjection: [Float]
    /// `inner` x `taps`, oldest first, and `inner`.
    public var convWeight: [Float]
    public var convBias: [Float]
    /// `(rank + 2 states)` x `inner`: step, B, C.
    public var selection: [Float]
    /// `inner` x `rank`, and `inner`.
    public var stepProjection: [Float]
    public var stepBias: [Float]
    /// `inner` x `states`: `A = -exp(aLog)`.
    public var aLog: [Float]
    /// `inner`: D.
    public var skip: [Float]
    /// `model` x `inner`.
    public var outProjection: [Float]

    /// A, `inner` x `states`.
    var rates: [Float] { aLog.map { -Float32Math.exp($0) } }
  }

  public var shape: MambaShape
  /// `vocabulary` x `model`.
  public var embedding: [Float]
  public var layers: [Layer]
  /// `model`.
  public var norm: [Float]
  /// `vocabulary` x `model`; the embedding where they are tied.
  public var head: [Float]
}

extension LadderModel {
  /// The linear layers that the NPU runs.
  public enum Projection: Int, Sendable, CaseIterable {
    /// From the norm to the convolution and the gate.
    case input
    /// From the convolution to step, B and C.
    case selection
    /// From the low-rank step to a step a channel.
    case step
    /// Back to the residual stream.
    case output
  }
}

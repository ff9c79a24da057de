import Graph
public import Kernels

extension LadderModel {
  /// A model with parameters drawn as Mamba initialises them: it predicts nothing, but its numbers have
  /// the ranges of a trained one's.
  public static func random(_ shape: MambaShape, seed: UInt64) -> LadderModel {
    var random = SplitMix64(seed: seed)
    func normal(_ count: Int, _ deviation: Double, mean: Double = 0) -> [Float] {
      (0..<count).map { _ in Float(mean + deviation * random.normal()) }
    }
    let inner = shape.inner
    let layers = (0..<shape.layers).map { _ in
      Layer(
        norm: normal(shape.model, 0.1, mean: 1),
        inProjection: normal(2 * inner * shape.model, 0.12),
        convWeight: normal(inner * shape.taps, 0.4), convBias: normal(inner, 0.1),
        selection: normal(shape.selection * inner, 0.1),
        stepProjection: normal(inner * shape.rank, 0.3),
        stepBias: normal(inner, 1, mean: -4),
        aLog: (0..<inner * shape.states).map { index in
          Float(Elementary.log(Double(index % shape.states + 1)) + 0.1 * random.normal())
        },
        skip: normal(inner, 0.1, mean: 1),
        outProjection: normal(shape.model * inner, 0.07))
    }
    return LadderModel(
      shape: shape, embedding: normal(shape.vocabulary * shape.model, 0.5), layers: layers,
      norm: normal(shape.model, 0.1, mean: 1),
      head: normal(shape.vocabulary * shape.model, 0.15))
  }
}

extension MambaShape {
  /// The headline model: 192,016 parameters, the head of its own.
  public static let headline = MambaShape(
    vocabulary: 96, model: 88, inner: 176, layers: 3, rank: 6)
  /// The sensitivity row: 192,032 parameters, the head tied to the embedding.
  public static let sensitivity = MambaShape(
    vocabulary: 128, model: 68, inner: 136, layers: 5, rank: 5)
}

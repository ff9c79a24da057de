import Fuzz
import Graph
import Quantized
import Reference

extension GraphGenerator {
  /// A generator whose INT8 graphs of profile `paired` come from our calibration, on engine `reference`.
  static func calibrating(
    seed: UInt64, profile: Profile, corpus: [FuzzCase] = []
  ) -> GraphGenerator {
    GraphGenerator(seed: seed, profile: profile, corpus: corpus) { graph, samples in
      let calibrator = Calibrator(engine: ReferenceEngine())
      guard let first = samples.first,
        let made = try? calibrator.quantize(graph, samples: samples)
      else { return nil }
      return FuzzCase(graph: made.graph, inputs: made.quantized(first))
    }
  }
}

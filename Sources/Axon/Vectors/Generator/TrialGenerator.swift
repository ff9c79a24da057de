import Graph

/// Random AXON layers and networks inside the documented limits: each follows from the seed, its kind
/// and its index alone, on every machine.
///
/// ```swift
/// let trial = TrialGenerator(seed: 1).layer(17)
/// ```
///
/// A few of them meet known defects on purpose, and constants are drawn so that results saturate or
/// tie more often than a trained network's would.
public struct TrialGenerator: Sendable {
  public let seed: UInt64

  /// A generator of one sequence of layers and one of networks.
  public init(seed: UInt64) { self.seed = seed }

  /// One operator, with what it needs to be fed.
  public func layer(_ index: Int) -> AxonTrial {
    withinLimits(stream: 1, index) { random in layer("layer-\(index)", random) }
  }

  /// Two to twelve operators, some of them on branches that join again.
  public func network(_ index: Int) -> AxonTrial {
    withinLimits(stream: 2, index) { random in network("network-\(index)", random) }
  }

  private func layer(_ id: String, _ start: SplitMix64) -> AxonTrial {
    var random = start
    let subjects: [(weight: Int, operation: AxonOperation)] = [
      (16, .fullyConnected), (20, .conv2D), (14, .depthwise), (10, .pointwise), (5, .averagePool),
      (5, .mean), (8, .maxPool), (10, .add), (8, .multiply), (5, .concat), (5, .stridedSlice),
      (3, .reshape), (3, .persistentVariable), (4, .softmax), (4, .sigmoid), (4, .tanh),
    ]
    let operation = random.pick(subjects)
    var sketch = NetworkSketch(operation.inputDims(&random), random)
    let isStateful = operation == .persistentVariable
    sketch.append(operation)
    return trial(id, operation.rawValue, sketch, isStateful: isStateful)
  }

  private func network(_ id: String, _ start: SplitMix64) -> AxonTrial {
    var random = start
    let dims = AxonDims(
      c: random.integer(in: 1...6), h: random.integer(in: 1...12), w: random.integer(in: 2...14))
    var sketch = NetworkSketch(dims, random)
    sketch.growNetwork()
    return trial(id, "network", sketch, isStateful: false)
  }

  private func trial(
    _ id: String, _ subject: String, _ sketch: NetworkSketch, isStateful: Bool
  ) -> AxonTrial {
    var random = sketch.random
    let count = sketch.external.dims.count
    let inputs = (0..<random.integer(in: isStateful ? 4...7 : 2...3)).map { _ in
      random.tensor(count: count)
    }
    return AxonTrial(
      id: id, subject: subject, isStateful: isStateful,
      network: AxonNetwork(externals: [sketch.external], layers: sketch.layers), inputs: inputs)
  }

  /// Draws until every layer is within AXON's limits and nothing is known to be refused, which most
  /// first draws are.
  private func withinLimits(
    stream: UInt64, _ index: Int, _ draw: (SplitMix64) -> AxonTrial
  ) -> AxonTrial {
    // Through the generator once, so that neighbouring seeds and indices share nothing.
    var mixer = SplitMix64(seed: seed &* 3 &+ stream)
    var random = SplitMix64(seed: mixer.next() ^ UInt64(index) &* 0x9e37_79b9)
    var trial = draw(random)
    // Far more often than it takes; nobody waits for ever.
    for _ in 0..<1_000 {
      if trial.network.isTaken { break }
      random = SplitMix64(seed: random.next())
      trial = draw(random)
    }
    return trial
  }
}

extension AxonNetwork {
  /// Whether the compiler is expected to take the network, and the simulator to run it.
  fileprivate var isTaken: Bool {
    layers.allSatisfy { AxonConstraint.violated(by: $0) == nil }
      && meetings().allSatisfy { $0.defect.formula != .refused }
  }
}

import Axon
public import Fuzz
import Graph
import Harness
import Quantized
import Reference

/// An engine to plant faults in, with what stands opposite to it.
public enum Bench: String, Sendable, Hashable, CaseIterable {
  /// `quantized`, operator by operator against `reference`.
  case quantizedByReference = "quantized by reference"
  /// `quantized` against `axon`: for roundings that are within half a unit of the real number.
  case quantizedByAxon = "quantized by axon"
  /// `axon` against `quantized`.
  case axonByQuantized = "axon by quantized"
  /// `axon` against itself in a session that has run before.
  case axonSession = "axon by itself"

  /// What judges the engine with `faults` in it, all of this bench.
  public func oracle(_ faults: [Fault]) -> any FailureOracle {
    switch self {
    case .quantizedByReference:
      OperatorOracle(subject: FaultyQuantized(faults), trusted: ReferenceEngine())
    case .quantizedByAxon: ExplainedOracle(quantized: FaultyQuantized(faults))
    case .axonByQuantized: ExplainedOracle(axon: SharedEngine(FaultyAxon(faults)))
    case .axonSession: SessionOracle(FaultyAxon(faults))
    }
  }

  /// The engine with `faults` in it against itself without them: finds every difference there is.
  public func plainOracle(_ faults: [Fault]) -> any FailureOracle {
    switch self {
    case .quantizedByReference, .quantizedByAxon:
      DifferentialOracle(subject: FaultyQuantized(faults), trusted: QuantizedEngine())
    case .axonByQuantized, .axonSession:
      DifferentialOracle(subject: FaultyAxon(faults), trusted: AxonEngine())
    }
  }

  /// Case `number` of the graphs that are run on it.
  public func makeCase(_ number: Int, seed: UInt64) -> FuzzCase {
    switch self {
    case .quantizedByReference:
      // Every operator, and the patterns that exporters write.
      GraphGenerator(seed: seed, profile: number.isMultiple(of: 2) ? .cnnInt : .int)
        .makeCase(number / 2)
    case .quantizedByAxon, .axonByQuantized, .axonSession:
      GraphGenerator(seed: seed, profile: .cnnInt).makeCase(number)
    }
  }
}

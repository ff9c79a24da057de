import Axon
import Graph

/// What became of the trials of a campaign.
public struct CampaignSummary: Sendable, Hashable, Encodable {
  /// A trial that gave no vector.
  public struct Note: Sendable, Hashable, Encodable {
    public var id: String
    public var reason: String
    /// Its layers, in words.
    public var network: String
  }

  public let trials: Int
  /// Trials that became vectors.
  public private(set) var measured = 0
  /// Trials that the compiler refused, and why.
  public private(set) var rejected: [Note] = []
  /// Trials that the worker did not survive.
  public private(set) var failed: [Note] = []
  /// Wall-clock time of all measurements.
  public var seconds = 0.0

  init(trials: Int) { self.trials = trials }

  var done: Int { measured + rejected.count + failed.count }

  mutating func add(_ measurement: VectorMeasurement) {
    switch measurement.outcome {
    case .measured: measured += 1
    case .rejected(let code):
      rejected.append(note(measurement, code.description))
    case .failed(let failure):
      failed.append(note(measurement, failure.reason))
    }
  }

  private func note(_ measurement: VectorMeasurement, _ reason: String) -> Note {
    Note(id: measurement.id, reason: reason, network: measurement.network)
  }
}

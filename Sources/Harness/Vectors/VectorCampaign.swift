import Axon
import Dispatch
public import Graph

/// Measures trials on Nordic's compiler and simulator, several at a time, into a vector file.
public struct VectorCampaign: Sendable {
  /// What to measure.
  public enum Source: Sendable, Hashable {
    /// Random layers and networks of a seed.
    case random(layers: Int, networks: Int, seed: UInt64)
    /// The networks and inputs of another vector file.
    case file(String)
  }

  /// Seconds that one trial may take.
  private static let limit = 20

  private let source: Source
  private let jobs: Int
  private let worker: SDKWorker

  /// A campaign with `jobs` worker processes at a time.
  /// - Throws: where the SDK is not installed, with what to do about it.
  public init(_ source: Source, jobs: Int) throws(Unsupported) {
    switch SDKLocation.search() {
    case .absent(let reason):
      throw Unsupported(engine: "axon-sdk", subject: "Nordic's SDK", reason: reason)
    case .found(let location):
      worker = SDKWorker(location, limit: Self.limit)
    }
    self.source = source
    self.jobs = max(jobs, 1)
  }

  /// Measures everything and writes what was measured to `path`, which must not exist.
  ///
  /// - Parameter progress: called now and then with trials done and all trials.
  /// - Throws: `InvalidInput`, `InfrastructureFailure` for files, `EngineError` for a bug of ours. A
  ///   worker that crashes or hangs is in the summary instead.
  public func run(
    writing path: String, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) async throws -> CampaignSummary {
    let trials = try self.trials()
    let start = ContinuousClock.now
    var summary = CampaignSummary(trials: trials.count)
    var bytes: [UInt8] = []
    // A few for each worker at a time: what comes out keeps its order.
    for first in stride(from: 0, to: trials.count, by: 16 * jobs) {
      let batch = trials[first..<min(first + 16 * jobs, trials.count)]
      for measurement in try await measure(batch) {
        summary.add(measurement)
        if case .measured(let line) = measurement.outcome {
          bytes += line
          bytes.append(UInt8(ascii: "\n"))
        }
      }
      progress(summary.done, trials.count)
    }
    summary.seconds = (ContinuousClock.now - start) / .seconds(1)
    try FileContents.write(bytes, to: path)
    return summary
  }

  private func trials() throws -> [AxonTrial] {
    switch source {
    case .random(let layers, let networks, let seed):
      let generator = TrialGenerator(seed: seed)
      return (0..<layers).map { generator.layer($0) }
        + (0..<networks).map { generator.network($0) }
    case .file(let path):
      do throws(InvalidInput) {
        return try AxonVectorReader.read(FileContents.read(path)).map(AxonTrial.init)
      } catch {
        throw error.inFile(path)
      }
    }
  }

  private var family: String {
    switch source {
    case .random(_, _, let seed): "random-\(seed)"
    case .file: "measured-again"
    }
  }

  /// - Returns: the measurements in the order of the trials.
  private func measure(_ trials: ArraySlice<AxonTrial>) async throws -> [VectorMeasurement] {
    try await withThrowingTaskGroup(of: (Int, VectorMeasurement).self) { group in
      var waiting = trials.enumerated().makeIterator()
      func startNext() {
        guard let (index, trial) = waiting.next() else { return }
        group.addTask { [family, worker] in
          (index, try VectorMeasurement(trial, family: family, with: worker))
        }
      }
      for _ in 0..<jobs { startNext() }
      var results: [(Int, VectorMeasurement)] = []
      while let result = try await group.next() {
        results.append(result)
        startNext()
      }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}

internal import Foundation
public import Graph

/// A trial after Nordic's compiler and simulator had it.
public struct VectorMeasurement: Sendable {
  /// What became of a trial.
  public enum Outcome: Sendable, Hashable {
    /// The vector, as a line of a vector file without its end.
    case measured(line: [UInt8])
    /// The compiler refused the network.
    case rejected(SDKResultCode)
    /// The worker crashed, hung or answered nonsense.
    case failed(InfrastructureFailure)
  }

  /// The trial's name.
  public let id: String
  /// Its layers, in words.
  public let network: String
  public let outcome: Outcome

  /// Measures a trial; where the simulator of this program gives something else, twice, to see whether
  /// Nordic's repeats itself.
  ///
  /// - Throws: `unsupported` or `internalFault` where the trial itself is wrong.
  public init(_ trial: AxonTrial, family: String, with worker: SDKWorker) throws(EngineError) {
    id = trial.id
    network = trial.network.description
    do throws(EngineError) {
      switch try worker.run(trial.network, inputs: trial.inputs) {
      case .rejected(let code): outcome = .rejected(code)
      case .completed(let result):
        outcome = .measured(line: try Self.line(trial, result, family: family, worker))
      }
    } catch .infrastructure(let failure) {
      outcome = .failed(failure)
    }
  }

  private static func line(
    _ trial: AxonTrial, _ result: SDKResult, family: String, _ worker: SDKWorker
  ) throws(EngineError) -> [UInt8] {
    var vector = AxonVector(
      id: trial.id, subject: trial.subject, quirk: nil, isStateful: trial.isStateful,
      network: trial.network, inputs: trial.inputs, outputs: result.outputs, plainEqual: 0)
    let (documented, reproduced) = try replays(of: vector)
    vector.plainEqual = documented.equal
    vector.quirk = quirk(documented, reproduced)
    let isExplained =
      documented.equal == documented.outputs || reproduced.equal == reproduced.outputs
    let isRepeated =
      isExplained
      ? nil : try worker.run(trial.network, inputs: trial.inputs) == .completed(result)
    var record = VectorRecord(vector)
    record.family = family
    record.ticks = result.ticks
    record.cmd_words = result.commandWords
    record.interlayer_bytes = result.interlayerBytes
    record.const_bytes = result.constantBytes
    record.deterministic = isRepeated
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    do {
      return [UInt8](try encoder.encode(record))
    } catch {
      throw .internalFault(InternalFault("\(trial.id) can't be written: \(error)"))
    }
  }

  private static func replays(
    of vector: AxonVector
  ) throws(EngineError) -> (documented: VectorReplay, reproduced: VectorReplay) {
    do throws(InvalidInput) {
      return (try VectorReplay(vector), try VectorReplay(vector, version: .v140))
    } catch {
      throw .internalFault(InternalFault("\(vector.id) can't be simulated: \(error)"))
    }
  }

  /// The known defect that a vector stands for: one that its layers meet by their structure, or else
  /// one that explains all its outputs.
  private static func quirk(_ documented: VectorReplay, _ reproduced: VectorReplay) -> String? {
    let met = documented.defects.map(\.defect)
    let certain = met.filter { $0.recognition == .structure && $0.formula != .documented }
    if let first = certain.first(where: { $0.formula == .unknown }) ?? certain.first {
      return first.name
    }
    guard documented.equal < documented.outputs, reproduced.equal == reproduced.outputs else {
      return nil
    }
    return met.first { $0.formula == .own }?.name
  }
}

extension VectorRecord {
  fileprivate init(_ vector: AxonVector) {
    id = vector.id
    op = vector.subject
    quirk = vector.quirk
    stateful = vector.isStateful
    layers = vector.network.layers.map(VectorRecord.LayerRecord.init)
    input_zp = vector.network.externals.first?.zeroPoint ?? 0
    inputs = vector.inputs
    outputs = vector.outputs
    plain_equal = vector.plainEqual
  }
}

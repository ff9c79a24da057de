public import Axon

/// How many output values of measured cases the simulator gives.
public struct VectorReport: Sendable, Hashable, Encodable {
  /// Output values, and those that equal the measured ones.
  public struct Tally: Sendable, Hashable, Encodable {
    public var outputs = 0
    public var equal = 0
  }

  /// The cases of one known defect.
  public struct QuirkTally: Sendable, Hashable, Encodable {
    public var cases = 0
    public var outputs = 0
    public var equal = 0
    /// Cases whose layers are recognised as meeting the defect.
    public var flagged = 0
  }

  /// A case by its name and line.
  public struct Note: Sendable, Hashable, Encodable {
    public var id: String
    public var line: Int
    public var reason: String
  }

  /// Whose arithmetic was run.
  public let version: String
  /// Everything but the cases of known defects.
  public private(set) var total = Tally()
  /// The total by operator; chains as `chain:a-b-c`.
  public private(set) var operators: [String: Tally] = [:]
  public private(set) var quirks: [String: QuirkTally] = [:]
  /// For each defect the cases without one whose constants allow it.
  public private(set) var possible: [String: Int] = [:]
  /// Cases that differ by 1 LSB where Nordic's own table of exponentials decides.
  public private(set) var allowed: [Note] = []
  /// Cases that are not as they should be.
  public private(set) var failures: [Note] = []

  /// How the file was made, if that was part of the command.
  public var campaign: CampaignSummary?

  /// Whether every case is as it should be.
  public var isPassed: Bool { failures.isEmpty }

  /// A report on `cases`, in the order of the file.
  public init(_ cases: [VectorCase], version: AxonVersion) {
    self.version = version.rawValue
    for item in cases { add(item) }
  }

  private mutating func add(_ item: VectorCase) {
    let replay = item.replay
    switch item.verdict {
    case .holds: break
    case .allowed:
      let count = replay.outputs - replay.equal
      allowed.append(
        Note(id: item.id, line: item.line, reason: "softmax: \(count) of \(replay.outputs)"))
    case .fails(let reason):
      failures.append(Note(id: item.id, line: item.line, reason: "\(item.subject): \(reason)"))
    }
    if let quirk = item.quirk {
      quirks[quirk, default: QuirkTally()].cases += 1
      quirks[quirk, default: QuirkTally()].outputs += replay.outputs
      quirks[quirk, default: QuirkTally()].equal += replay.equal
      quirks[quirk, default: QuirkTally()].flagged += item.isFlagged ? 1 : 0
      return
    }
    total.outputs += replay.outputs
    total.equal += replay.equal
    operators[item.subject, default: Tally()].outputs += replay.outputs
    operators[item.subject, default: Tally()].equal += replay.equal
    for name in Set(replay.defects.map(\.defect.name)) { possible[name, default: 0] += 1 }
  }
}

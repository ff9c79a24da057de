public import Axon
public import Graph

/// One vector, replayed and judged.
public struct VectorCase: Sendable {
  /// What a case shows.
  public enum Verdict: Sendable, Hashable {
    /// Everything is as it should be.
    case holds
    /// The outputs differ where Nordic's own table of exponentials decides them, by 1 LSB.
    case allowed
    /// Outputs differ, or a defect goes unnoticed; why, as a clause.
    case fails(String)
  }

  public let id: String
  /// The line of the file.
  public let line: Int
  /// The operator under test, or `chain:a-b-c`.
  public let subject: String
  /// The known defect that the file names.
  public let quirk: String?
  public let replay: VectorReplay
  public let verdict: Verdict

  /// Whether the file's defect is among those that the layers meet.
  public var isFlagged: Bool { replay.defects.contains { $0.defect.name == quirk } }

  /// Reads and replays a line.
  /// - Throws: `format`, naming the line, where it holds no case that can be simulated.
  public init(
    _ text: ArraySlice<UInt8>, line: Int, version: AxonVersion
  ) throws(InvalidInput) {
    let vector = try AxonVectorReader.read(text, number: line)
    do throws(InvalidInput) {
      replay = try VectorReplay(vector, version: version)
    } catch {
      let place = error.location.element.map { "\($0): " } ?? ""
      throw AxonVectorReader.located("\(place)\(error.message)", line: line)
    }
    id = vector.id
    self.line = line
    subject = vector.subject
    quirk = vector.quirk
    verdict = Self.verdict(on: vector, replay, version: version)
  }

  private static func verdict(
    on vector: AxonVector, _ replay: VectorReplay, version: AxonVersion
  ) -> Verdict {
    let differing = replay.outputs - replay.equal
    let difference =
      "\(differing) of \(replay.outputs) outputs differ, by \(replay.largestDifference) at most"
    guard let quirk = vector.quirk else {
      if differing == 0 { return .holds }
      let isTable =
        vector.network.layers.last?.operation == .softmax && replay.largestDifference <= 1
      return isTable ? .allowed : .fails(difference)
    }
    // A defect that nobody has named can't be noticed.
    guard let defect = KnownDefect(named: quirk) else { return .holds }
    guard replay.defects.contains(where: { $0.defect == defect }) else {
      return .fails("\(quirk) is not flagged")
    }
    let isPredicted =
      switch defect.formula {
      case .own: version.has(defect)
      case .documented: true
      case .unknown, .refused: false
      }
    return isPredicted && differing > 0 ? .fails("as \(quirk), \(difference)") : .holds
  }
}

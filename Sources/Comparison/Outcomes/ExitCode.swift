/// What the process tells its caller.
public enum ExitCode: Int32, Codable, Sendable, Hashable, CaseIterable {
  /// Everything that was judged passed, and something was.
  case pass = 0
  /// A mismatch or regression; also a run in which nothing was judged.
  case mismatch = 1
  /// The input is wrong.
  case invalidInput = 2
  /// An engine or device could not do its work.
  case infrastructure = 3
  /// A bug of ours.
  case internalFault = 70

  /// The code of a run with these outcomes. If several apply: 70, then 1, then 2, then 3.
  public init(_ outcomes: some Sequence<Outcome.Kind>) {
    let kinds = Set(outcomes)
    if kinds.contains(.internalFault) {
      self = .internalFault
    } else if kinds.contains(.fail) {
      self = .mismatch
    } else if kinds.contains(.invalid) {
      self = .invalidInput
    } else if kinds.contains(.infrastructure) {
      self = .infrastructure
    } else if kinds.contains(where: \.isJudged) {
      self = .pass
    } else {
      self = .mismatch
    }
  }
}

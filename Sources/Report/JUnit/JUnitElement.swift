import Comparison

/// The element that says what became of a case; a case without one has passed.
enum JUnitElement: String, Sendable {
  /// It was judged, and failed.
  case failure
  /// It could not be judged, and should have been.
  case error
  /// It was not judged, or fails as is known; the message says which, and why.
  case skipped
  /// It failed, then passed.
  case flakyFailure

  /// The element of a case with this outcome; nil if it passed.
  init?(_ kind: Outcome.Kind) {
    switch kind {
    case .pass: return nil
    case .fail: self = .failure
    case .invalid, .infrastructure, .internalFault: self = .error
    case .knownDefect, .unsupported, .unpredictable, .skipped: self = .skipped
    case .flaky: self = .flakyFailure
    }
  }
}

import Comparison
import Harness

extension CaseResult {
  /// What to say first about this case: its message, and why, unless the message says so.
  var headline: String {
    guard let reason = outcome.reason, !reason.isEmpty, !message.contains(reason) else {
      return message.isEmpty ? outcome.kind.rawValue : message
    }
    return message.isEmpty ? reason : "\(reason); \(message)"
  }
}

extension Outcome.Kind {
  /// Whether a case like this turns a run red.
  var isRed: Bool {
    switch self {
    case .fail, .invalid, .infrastructure, .internalFault: true
    case .pass, .knownDefect, .unsupported, .unpredictable, .skipped, .flaky: false
    }
  }
}

import Comparison
import Harness

/// The template's values for one case. Every name has a value: Mustache looks for a missing one further out.
struct HTMLCase {
  let result: CaseResult
  let scope: HTMLScope
  /// The anchor of the case among the failures; nil if it is none.
  let anchor: String?

  /// The most output tensors that are shown of a case.
  private static let tensors = 50

  /// Its row in the table of its suite.
  var row: [String: Any] {
    let cells = HTMLFigures.cells(of: result.tensors)
    let isPassed = result.outcome.kind == .pass
    let histograms = isPassed && scope.hasHistogramsOfPassed
    return [
      "anchor": anchor ?? false, "name": name, "engine": property("engine"),
      "against": property("against"), "outcome": outcome,
      "reason": isPassed || anchor != nil
        ? false : Self.present(result.headline.htmlLine(scope.message)),
      "largest": cells.largest, "share": cells.share, "sqnr": cells.sqnr,
      "seconds": result.seconds.map { Decimal.milliseconds($0) } ?? "",
      // Beside each other only what differs: a single bar of equal elements says nothing.
      "tensors": result.tensors.prefix(histograms || !isPassed ? 8 : 0)
        .filter { $0.metrics.differing > 0 }
        .map { HTMLFigures.values(of: $0, withHistogram: true) },
    ]
  }

  /// Its section among the failures.
  var failure: [String: Any] {
    let left = result.tensors.count - Self.tensors
    return [
      "anchor": anchor ?? "", "name": name, "suite": result.suite.htmlLine(scope.name),
      "outcome": outcome, "message": result.headline.html(scope.message),
      "operator": Self.present(property(Self.divergent)),
      "facts": result.properties.filter { $0.name != Self.divergent }.prefix(20).map {
        [
          "term": $0.name.htmlLine(100), "value": $0.value.htmlLine(min(scope.message, 1_000)),
        ] as [String: Any]
      },
      "hasTensors": !result.tensors.isEmpty && scope.hasDetails,
      "tensors": result.tensors.prefix(scope.hasDetails ? Self.tensors : 0).map {
        HTMLFigures.values(of: $0, withHistogram: true)
      },
      "left": left > 0 && scope.hasDetails ? String(left) as Any : false,
      "details": scope.hasDetails ? Self.present(result.details.html(scope.details)) : false,
      "reproduction": Self.present(result.reproduction.htmlLine(4_000)),
    ]
  }

  private static let divergent = "first divergent operator"

  private var name: String { result.name.htmlLine(scope.name) }

  private var outcome: [String: Any] { Self.outcome(result.outcome.kind) }

  /// An outcome in a word, with a sign, and the class that colours both.
  static func outcome(_ kind: Outcome.Kind) -> [String: Any] {
    switch kind {
    case .pass: ["sign": "✓", "word": kind.rawValue, "class": "good"]
    case .fail, .invalid, .infrastructure, .internalFault:
      ["sign": "✗", "word": kind.rawValue, "class": "bad"]
    case .knownDefect, .unsupported, .unpredictable, .skipped, .flaky:
      ["sign": "○", "word": kind.rawValue, "class": "open"]
    }
  }

  private func property(_ name: String) -> String {
    result.properties.first { $0.name == name }?.value.htmlLine(scope.name) ?? ""
  }

  /// The text, or what hides its section.
  private static func present(_ text: String) -> Any { text.isEmpty ? false : text }
}

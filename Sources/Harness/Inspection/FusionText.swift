import Axon
import Graph

/// A fused pattern that was found in a model, for a program.
public struct FusionSummary: Codable, Sendable, Equatable {
  /// The pattern's name.
  public var pattern: String
  /// What runs it: a kernel and its arithmetic, or a layer of AXON.
  public var kernel: String
  /// The operators, as messages name them, or `instruction 12`.
  public var operators: [String]

  init(_ fusion: Fusion, subject: (Int) -> String) {
    pattern = fusion.pattern
    kernel = fusion.kernel
    operators = fusion.operators.map(subject)
  }
}

/// The fused patterns of a graph or program, as a person reads them.
enum FusionText {
  /// A head line with the counts, then a line for each group; empty if there is none.
  static func text(_ fusions: [Fusion], subject: (Int) -> String) -> String {
    guard !fusions.isEmpty else { return "" }
    let fused = fusions.reduce(0) { $0 + $1.operators.count }
    var lines = ["Fused patterns: \(fusions.count), of \(fused) operators"]
    for fusion in fusions {
      let operators = fusion.operators.map(String.init).joined(separator: ", ")
      let last = fusion.operators.last.map { ", up to \(subject($0))" } ?? ""
      lines.append("  \(fusion.pattern): operators \(operators)\(last); \(fusion.kernel)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

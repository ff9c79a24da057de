import Comparison
public import Graph
public import Harness
import Mustache

/// The ladder as one HTML page: times on a log scale beside the published ones, and where the instructions
/// of each rung go.
public struct LadderPage {
  private let results: [LadderResult]
  private let version: String
  /// The drawings' widest bar in SVG units.
  static let width = 560.0

  /// The page of some configurations' ladders.
  public init(_ results: [LadderResult], version: String) {
    self.results = results
    self.version = version
  }

  /// The page in UTF-8.
  /// - Throws: if the template can't be read, which is a mistake in the build.
  public func bytes() throws(InfrastructureFailure) -> [UInt8] {
    let template: MustacheTemplate
    do {
      let text = String(decoding: PackageResources.ladder_mustache, as: UTF8.self)
      template = try MustacheTemplate(string: text)
    } catch {
      throw InfrastructureFailure(subject: "ladder.mustache", reason: "\(error)")
    }
    return Array(template.render(values).utf8)
  }

  private var values: [String: Any] {
    let isPassed = results.allSatisfy(\.isPassed) && !results.isEmpty
    return [
      "verdict": isPassed ? "PASS" : "FAIL", "verdictClass": isPassed ? "good" : "bad",
      "version": version, "configurations": results.map { LadderSection($0).values },
    ]
  }
}

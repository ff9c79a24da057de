import Comparison
import Graph
import Harness
import Mustache

/// The HTML page of a run: `report.mustache`, filled in.
struct HTMLDocument {
  /// The size that a page stays below, in bytes; browsers are slow with larger ones.
  static let limit = 20_000_000

  let info: RunInfo?
  let cases: [CaseResult]
  let summary: RunSummary

  /// The page in UTF-8.
  ///
  /// A page that is too large loses the histograms of the cases that passed, then the details of the
  /// others, then cases, those that passed first; and it says so.
  /// - Throws: if the template can't be read, which is a mistake in the build.
  func bytes(limit: Int = limit) throws(InfrastructureFailure) -> [UInt8] {
    let template = try Self.template()
    var scope = HTMLScope(cases)
    while true {
      let values = HTMLPage(info: info, cases: cases, summary: summary, scope: scope).values
      let page = Array(template.render(values).utf8)
      if page.count <= limit || scope.cases == 0 { return page }
      scope.narrow(from: page.count, to: limit)
    }
  }

  private static func template() throws(InfrastructureFailure) -> MustacheTemplate {
    do {
      let text = String(decoding: PackageResources.report_mustache, as: UTF8.self)
      return try MustacheTemplate(string: text)
    } catch {
      throw InfrastructureFailure(subject: "report.mustache", reason: "\(error)")
    }
  }
}

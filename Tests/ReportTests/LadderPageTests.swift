import Harness
import Report
import Testing

@Suite struct LadderPageTests {
  private static func result(_ names: [String]) -> LadderResult {
    let measurements = LadderRung.allCases.map { rung in
      RungMeasurement(
        rung: rung, instructions: 1e6 / Double(rung.rawValue),
        breakdown: names.map { RungMeasurement.Section($0, 1e5) }, source: "by hand",
        npuTicks: 0, npuCalls: 1,
        memory: RungMeasurement.Memory(state: 1, scratch: 1, weights: 1),
        numerics: RungMeasurement.Numerics(
          characters: 512, bitsPerCharacter: 2, topOneAgreement: 1, worstLogitError: 0,
          worstRelativeError: 0, meanLogitError: 0, logitDigest: ""))
    }
    return LadderResult(
      configuration: "tiny <&>", isHeadline: true, measurements: measurements,
      fp32BitsPerCharacter: 2)
  }

  @Test func `every rung, its verdict and every section is on the page`() throws {
    let names = (0..<9).map { "section \($0)" }
    let result = Self.result(names)
    let page = String(decoding: try LadderPage([result], version: "1").bytes(), as: UTF8.self)
    for rung in result.rungs {
      #expect(page.contains(rung.measurement.rung.title.prefix(12)))
      for failure in rung.failures { #expect(page.contains(failure.prefix(20))) }
    }
    for name in names { #expect(page.contains("<td class=\"text\">\(name)</td>")) }
    for name in names.prefix(7) + ["all others"] { #expect(page.contains("</i>\(name)</li>")) }
    #expect(page.contains("FAIL: the optimization ladder"))
  }

  /// 1,550 of 10,000 ms on a log scale of 560 units is 446.6; the anchors are pale.
  @Test func `published times are marks, anchors are drawn as such`() throws {
    let page = String(
      decoding: try LadderPage([Self.result([])], version: "1").bytes(), as: UTF8.self)
    #expect(page.contains("<line class=\"mark\" x1=\"446.646\""))
    #expect(page.split(separator: "<rect class=\"anchor\"").count == 3)
    #expect(page.split(separator: "<rect class=\"bar\"").count == 5)
  }

  @Test func `what did not run is on the page`() throws {
    var result = Self.result([])
    result.rungs.removeLast()
    result.notRun = ["rung 6: no <board>"]
    let page = String(decoding: try LadderPage([result], version: "1").bytes(), as: UTF8.self)
    #expect(page.contains("rung 6: no &lt;board&gt;"))
  }

  @Test func `what a model is called can't become markup`() throws {
    let page = String(
      decoding: try LadderPage([Self.result(["<script>"])], version: "1").bytes(), as: UTF8.self)
    #expect(!page.contains("<script>"))
    #expect(page.contains("tiny &lt;&amp;&gt;"))
  }

  @Test func `a ladder without models is no pass`() throws {
    let page = String(decoding: try LadderPage([], version: "1").bytes(), as: UTF8.self)
    #expect(page.contains("FAIL"))
  }
}

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
          meanLogitError: 0, logitDigest: ""))
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
    for name in names { #expect(page.contains("</i>\(name)</li>")) }
    #expect(page.contains("FAIL: the optimization ladder"))
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

import Comparison
import Graph
import Harness
import Testing

@testable import Report

/// Every report shows what a model is worth, whether it passes or not.
@Suite struct TaskMetricReportTests {
  private static let cases = [
    result(on: "reference", value: 0.925, budget: nil, .pass),
    result(on: "axon", value: 0.9, budget: 1, .fail),
  ]

  private static func result(
    on engine: String, value: Double, budget: Double?, _ outcome: Outcome
  ) -> CaseResult {
    let task = TaskResult(
      task: "shapes", metric: .top1, engine: engine, value: value, baseline: 0.925,
      baselineEngine: "reference", budget: budget, samples: 200)
    return CaseResult(
      suite: "release", name: "shapes: top-1 on \(engine)", outcome: outcome, message: "m",
      properties: [Property("engine", engine), Property("result", task.sentence)], task: task)
  }

  private static func page(_ makeRecorder: (String) -> any Recorder) throws -> String {
    let file = try TemporaryFile()
    var recorder = makeRecorder(file.path)
    try recorder.record(SampleRun.events(cases))
    return String(decoding: try file.read(), as: UTF8.self)
  }

  @Test func console() throws {
    let sink = CollectingSink()
    var recorder = ConsoleRecorder(to: sink)
    try recorder.record(SampleRun.events(Self.cases))
    #expect(
      sink.text.contains(
        """
        task    metric  engine     value    loss         allowed  outcome
        shapes  top-1   reference  92.50 %  baseline              pass
        shapes  top-1   axon       90.00 %  2.50 points  1 point  fail

        """))
  }

  @Test func markdown() throws {
    let page = try Self.page { MarkdownRecorder(path: $0) }
    #expect(page.contains("| shapes | top-1 | reference | 92.50 % | baseline |  | pass |\n"))
    #expect(page.contains("| shapes | top-1 | axon | 90.00 % | 2.50 points | 1 point | fail |\n"))
  }

  @Test func html() throws {
    let page = try Self.page { HTMLRecorder(path: $0) }
    #expect(page.contains("<h2>Task metrics</h2>"))
    #expect(page.contains("<td>axon</td><td class=\"number\">90.00 %</td>"))
  }

  @Test func json() throws {
    let page = try Self.page { JSONRecorder(path: $0) }
    #expect(page.contains("\"metric\" : \"top-1\"") || page.contains("\"metric\":\"top-1\""))
    #expect(page.contains("0.925"))
  }

  @Test func junit() throws {
    let page = try Self.page { JUnitRecorder(path: $0) }
    #expect(page.contains("<property name=\"result\" value=\"90.00 %, 2.50 points worse than"))
  }
}

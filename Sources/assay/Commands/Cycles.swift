import ArgumentParser
import Graph
import Harness

struct Cycles: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare the ticks that AXON's cost model predicts with measured ones.",
    discussion: """
      Takes a table of layers (.csv), or networks or vectors (.jsonl), and prints the relative error \
      per operator. Errors and limits are fractions: 0.03 is 3 %.

      Example: assay cycles Suites/axon/cycles_dev.csv --max-median 0.03 --max-p95 0.08
      """)

  @Argument(help: ArgumentHelp("The measured ticks.", valueName: "file.csv|file.jsonl"))
  var file: String

  @Option(help: ArgumentHelp("Exit with 1 if the median error is larger.", valueName: "fraction"))
  var maxMedian: Double?

  @Option(
    help: ArgumentHelp("Exit with 1 if the 95th-percentile error is larger.", valueName: "fraction")
  )
  var maxP95: Double?

  @OptionGroup var output: JSONOption

  func run() throws {
    for (name, limit) in [("--max-median", maxMedian), ("--max-p95", maxP95)] {
      guard let limit, !(limit >= 0 && limit.isFinite) else { continue }
      throw InvalidInput(
        .usage, "\(name) is \(limit)", remedy: "Give a fraction of 0 or more, such as 0.03.")
    }
    let report = try CycleReport(file: file)
    print(report.text)
    let exceeded = report.exceeded(maxMedian: maxMedian, maxP95: maxP95)
    for sentence in exceeded { print("FAIL: \(sentence)") }
    if output.json { print(try JSONText.line(of: report)) }
    if !exceeded.isEmpty { throw ExitCode(1) }
  }
}

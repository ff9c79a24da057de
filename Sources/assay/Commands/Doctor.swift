import ArgumentParser
import Harness

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what is installed, what is missing, and what each missing part disables.",
    discussion:
      "Exits with 3 if something is missing that nothing works without.\n\nExample: assay doctor")

  @OptionGroup var output: JSONOption

  func run() throws {
    let findings = Harness.Doctor().findings()
    for finding in findings {
      let mark = finding.isPresent ? "ok     " : finding.isRequired ? "MISSING" : "absent "
      print("\(mark)  \(finding.name): \(finding.detail)")
      if let advice = finding.advice { print("         \(advice)") }
    }
    if output.json { print(try JSONText.line(of: findings)) }
    if findings.contains(where: { $0.isRequired && !$0.isPresent }) { throw ExitCode(3) }
  }
}

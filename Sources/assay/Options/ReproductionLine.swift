import Harness

/// The command line as it was typed, so that it can be pasted into a shell.
enum ReproductionLine {
  static var current: String {
    (["assay"] + CommandLine.arguments.dropFirst()).map(ShellText.quoted).joined(separator: " ")
  }
}

import ArgumentParser

@main
struct Assay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assay",
    abstract: "Says, before a release, whether a model still computes the same thing.")
}

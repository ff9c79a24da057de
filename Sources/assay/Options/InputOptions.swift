import ArgumentParser
import Graph
import Harness

/// Which tensors a model is fed: files, or random numbers from a seed.
struct InputOptions: ParsableArguments {
  @Option(
    name: .customLong("input"),
    help: ArgumentHelp(
      "An input tensor; give one for each input, by name or in the model's order.",
      valueName: "[NAME=]FILE.npy"))
  var files: [String] = []

  @Option(help: "Random inputs from this seed instead of files.")
  var seed: UInt64?

  /// The input tensors for the given ports.
  func tensors(for ports: [Port]) throws(InvalidInput) -> [Tensor] {
    switch try source() {
    case .files(let files): try NamedInputs.read(files, for: ports)
    case .seeds(let seed, _): SeededInputs.tensors(for: ports, seed: seed)
    }
  }

  /// Where the tensors come from, for a command that reads them itself.
  func source() throws(InvalidInput) -> InputSource {
    guard let seed else { return .files(files) }
    guard files.isEmpty else {
      throw InvalidInput(.usage, "both --seed and --input are given", remedy: "Give one of them.")
    }
    return .seeds(first: seed, count: 1)
  }
}

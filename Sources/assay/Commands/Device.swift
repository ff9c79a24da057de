import ArgumentParser
import Foundation
import Harness

struct Device: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Ask the emulated board.", subcommands: [Patterns.self])
}

extension Device {
  struct Patterns: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Count the instructions of every fused pattern, fused and operator by operator.",
      discussion: """
        Runs on the emulated Cortex-M33 (make firmware builds its program, at -Osize) and prints a \
        Markdown table. Both ways use the same scalar functions.

        Example: assay device patterns
        """)

    @OptionGroup var output: JSONOption

    func run() throws {
      let root = URL(filePath: FileManager.default.currentDirectoryPath)
      let counts = try EmulatorTarget.find(root: root).patterns()
      print("| pattern | format | unfused | fused | fewer |")
      print("|---|---|---:|---:|---:|")
      for count in counts {
        print(
          "| \(count.pattern) `\(count.name)` | \(count.format) "
            + "| \(text(count.unfusedPerElement)) | \(text(count.fusedPerElement)) "
            + "| \(text(count.speedUp, digits: 2)) |")
      }
      if output.json { print(try JSONText.line(of: counts)) }
    }

    private func text(_ number: Double, digits: Int = 1) -> String {
      number.formatted(.number.precision(.fractionLength(digits)).locale(Locale(identifier: "en")))
    }
  }
}

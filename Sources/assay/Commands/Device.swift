import ArgumentParser
import Foundation
import Graph
import Harness

struct Device: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Ask the board of the ladder, emulated or real.",
    subcommands: [Hello.self, Image.self, Patterns.self])
}

/// Which board a command asks.
struct BoardOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The board: emulator; dk (the development kit that is plugged in); or serial:DEVICE.",
      valueName: "target"))
  var target = "emulator"

  func board() throws -> any BoardTarget {
    try LadderTargets.board(
      target, root: URL(filePath: FileManager.default.currentDirectoryPath))
  }
}

extension Device {
  struct Hello: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what a board is: its protocol, memory, counter and model.",
      discussion: """
        The first thing to try with a new board. Exits with 3 if none answers.

        Example: assay device hello --target serial:/dev/ttyACM0
        """)

    @OptionGroup var option: BoardOption
    @OptionGroup var json: JSONOption

    func run() throws {
      let greeting = try option.board().greeting()
      print("protocol: version \(greeting.version)")
      print("memory for a step: \(greeting.arenaBytes) bytes")
      print("counts: \(greeting.unit), \(greeting.overhead) for a change of section")
      print(
        greeting.image.bytes == 0
          ? "model: none"
          : "model: \(greeting.image.bytes) bytes, CRC-32 "
            + String(format: "%08x", greeting.image.checksum))
      if json.json { print(try JSONText.line(of: greeting)) }
    }
  }

  struct Image: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a language model as the block of bytes that a board reads.",
      discussion: """
        Firmware/zephyr builds it into its program; docs/firmware.md describes it.

        Example: assay device image Suites/models/mamba_lm_v96_d88_l3 --output model.mamba
        """)

    @Argument(help: ArgumentHelp("The model's folder.", valueName: "dir"))
    var model: String

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
    var output: String

    @OptionGroup var json: JSONOption

    func run() throws {
      let image = try LadderFiles(model).image()
      try FileContents.write(image, to: output)
      if json.json { print(try JSONText.line(of: BoardImage(image))) }
    }
  }

  struct Patterns: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Count the instructions of every fused pattern, fused and operator by operator.",
      discussion: """
        Runs on the emulated Cortex-M33 (make firmware builds its program, at -Osize) or on a board, \
        which counts cycles, and prints a Markdown table. Both ways use the same scalar functions.

        Example: assay device patterns
        """)

    @OptionGroup var option: BoardOption
    @OptionGroup var output: JSONOption

    func run() throws {
      let counts = try option.board().patterns()
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

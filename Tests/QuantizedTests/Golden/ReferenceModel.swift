import Foundation
import Graph
import TestSupport

/// The TOSA reference model in a child process, where ASSAY_TOSA_PYTHON names a Python that has it.
enum ReferenceModel {
  static let python = ProcessInfo.processInfo.environment["ASSAY_TOSA_PYTHON"]

  /// Runs every case. A case that the model calls an error has no result.
  static func run(_ cases: [OperatorCase]) throws -> [GoldenResult?] {
    guard let python else { return [] }
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (index, item) in cases.enumerated() {
      let place = folder.appending(path: "\(index)")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try Data(item.graph().tosaBytes()).write(to: place.appending(path: "graph.tosa"))
      for (input, tensor) in item.inputs.enumerated() {
        try Data(NumPyFile.encode(tensor)).write(to: place.appending(path: "input\(input).npy"))
      }
    }

    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = [
      Repository.root.appending(path: "Tests/QuantizedTests/Golden/reference_model.py").path,
      folder.path,
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()

    var results = [GoldenResult?](repeating: nil, count: cases.count)
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count == 2, let index = Int(fields[0]) else { continue }
      switch fields[1] {
      case "valid":
        let file = folder.appending(path: "\(index)/output.npy").path
        results[index] = GoldenResult(try NumPyFile.read(file, as: cases[index].output))
      case "unpredictable", "crash": results[index] = .open
      default: break
      }
    }
    return results
  }
}

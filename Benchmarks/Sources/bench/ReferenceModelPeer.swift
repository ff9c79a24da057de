import Foundation

/// The TOSA reference model in a Python that has `tosa-tools`.
struct ReferenceModelPeer {
  private let python: String

  /// Nil unless `ASSAY_TOSA_PYTHON` names a Python.
  init?(environment: [String: String]) {
    guard let python = environment["ASSAY_TOSA_PYTHON"], !python.isEmpty else { return nil }
    self.python = python
  }

  /// The median time of one run with the recorded inputs.
  func microseconds(model: String, folder: String) throws -> Double? {
    let inputs = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("tosa_in") }.sorted().map { "\(folder)/\($0)" }
    let process = Process()
    process.executableURL = URL(filePath: python)
    let script = String(decoding: PackageResources.time_reference_model_py, as: UTF8.self)
    process.arguments = ["-c", script, model] + inputs
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let line = String(decoding: output, as: UTF8.self).split(separator: "\n")
      .last { $0.hasPrefix("RESULT ") }
    return line.flatMap { Double($0.dropFirst("RESULT ".count)) }
  }
}

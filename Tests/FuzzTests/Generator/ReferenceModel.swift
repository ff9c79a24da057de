import Foundation
import Fuzz
import Graph
import Testing

/// The TOSA reference model, where `ASSAY_TOSA_PYTHON` names a Python interpreter that has
/// `tosa_reference_model` and `numpy` (`pip install tosa-tools==2026.8.0`).
struct ReferenceModel {
  static let python = ProcessInfo.processInfo.environment["ASSAY_TOSA_PYTHON"]

  /// What the model makes of one case.
  enum Answer {
    case outputs([Tensor])
    /// `unpredictable`, `error` or `crash`.
    case refusal(String)
  }

  /// Runs every case, each in a process of its own: the model aborts on some graphs.
  static func run(_ cases: [FuzzCase]) throws -> [Answer] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "assay-fuzz-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (index, item) in cases.enumerated() {
      let place = folder.appending(path: String(index))
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try FileContents.write(item.graph.tosaBytes(), to: place.appending(path: "graph.tosa").path)
      for (position, input) in item.inputs.enumerated() {
        try FileContents.write(
          NumPyFile.encode(input), to: place.appending(path: "input\(position).npy").path)
      }
    }
    try call(on: folder)
    return try cases.enumerated().map { index, item in
      let place = folder.appending(path: String(index))
      let status = place.appending(path: "status").path
      guard let word = try? String(contentsOfFile: status, encoding: .utf8) else {
        return .refusal("crash")
      }
      guard word == "valid" else { return .refusal(word) }
      let types = item.block.outputs.map { item.block[$0].type }
      return .outputs(
        try types.enumerated().map {
          try NumPyFile.read(place.appending(path: "output\($0).npy").path, as: $1)
        })
    }
  }

  private static func call(on folder: URL) throws {
    let process = Process()
    process.executableURL = URL(filePath: try #require(python))
    process.arguments = ["-c", script, folder.path]
    // The model warns on standard output whenever versions differ.
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  private static let script = """
    import os, pathlib, sys
    import numpy
    import tosa_reference_model as model

    # The model would attach a debugger to itself where it finds one.
    os.environ["PATH"] = ""

    def run(folder):
        inputs = []
        while (folder / f"input{len(inputs)}.npy").exists():
            inputs.append(numpy.load(folder / f"input{len(inputs)}.npy"))
        try:
            outputs, status = model.run((folder / "graph.tosa").read_bytes(), inputs)
        except ValueError:
            return "error"
        for index, output in enumerate(outputs):
            numpy.save(folder / f"output{index}.npy", numpy.asarray(output, order="C"))
        return str(status).rsplit("TOSA_", 1)[-1].lower()

    for folder in pathlib.Path(sys.argv[1]).iterdir():
        child = os.fork()
        if child == 0:
            (folder / "status").write_text(run(folder))
            os._exit(0)
        os.waitpid(child, 0)
    """
}

import Foundation
import Graph
import TestSupport
import Testing

/// The TOSA reference model runs our rewritten files: its outputs must be those of the originals.
///
/// Runs only where `ASSAY_TOSA_PYTHON` names a Python interpreter that has `tosa_reference_model`
/// and `numpy` (`pip install tosa-tools==2026.8.0`).
@Suite struct ReferenceModelTests {
  private static let python = ProcessInfo.processInfo.environment["ASSAY_TOSA_PYTHON"]

  /// What the script reports of one file.
  private struct Verdict: Decodable {
    var file: String
    var outputs: Int
    var problem: String?
  }

  @Test(.enabled(if: python != nil, "ASSAY_TOSA_PYTHON is not set"), .timeLimit(.minutes(5)))
  func rewrittenModelsComputeTheSame() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "assay-reference-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    for file in Repository.tosaFiles {
      let bytes = try Graph(tosaFile: Repository.path(ofTOSAFile: file)).tosaBytes()
      let copy = folder.appending(path: file)
      try FileManager.default.createDirectory(
        at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileContents.write(bytes, to: copy.path)
    }
    let verdicts = try run(on: folder)
    #expect(verdicts.map(\.file).sorted() == Repository.tosaFiles)
    for verdict in verdicts {
      #expect(verdict.problem == nil, "\(verdict.file)")
      #expect(verdict.outputs > 0, "\(verdict.file)")
    }
  }

  private func run(on folder: URL) throws -> [Verdict] {
    let script = folder.appending(path: "compare.py")
    let report = folder.appending(path: "report.json")
    try Self.script.write(to: script, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.python))
    process.arguments = [script.path, folder.path, Repository.models.path, report.path]
    // The model warns on standard output whenever versions differ.
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return try JSONDecoder().decode([Verdict].self, from: Data(contentsOf: report))
  }

  /// Feeds each file its delegate's inputs; compares type, shape and bytes of each output.
  private static let script = """
    import glob, json, os, re, sys
    import numpy
    import tosa_reference_model as model

    rewritten, originals, report = sys.argv[1:]
    verdicts = []
    for path in sorted(glob.glob(rewritten + "/*/*.tosa")):
        name = os.path.relpath(path, rewritten)
        folder = os.path.join(originals, os.path.dirname(name))
        prefix = re.sub("^model", "tosa", os.path.basename(path))[: -len(".tosa")]

        def arrays(kind):
            found = []
            while os.path.exists(f"{folder}/{prefix}_{kind}{len(found)}.npy"):
                found.append(numpy.load(f"{folder}/{prefix}_{kind}{len(found)}.npy"))
            return found

        expected = arrays("out")
        problem = None
        try:
            outputs, status = model.run(open(path, "rb").read(), arrays("in"))
            if status != model.GraphStatus.TOSA_VALID:
                problem = str(status)
            elif len(outputs) != len(expected):
                problem = f"{len(outputs)} outputs, expected {len(expected)}"
            for index, (found, wanted) in enumerate(zip(outputs, expected)):
                found = numpy.asarray(found)
                if (found.dtype, found.shape) != (wanted.dtype, wanted.shape):
                    problem = f"output {index} is {found.dtype}{found.shape}"
                elif found.tobytes() != wanted.tobytes():
                    problem = f"output {index} differs"
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"
        verdicts.append({"file": name, "outputs": len(expected), "problem": problem})
    json.dump(verdicts, open(report, "w"))
    """
}

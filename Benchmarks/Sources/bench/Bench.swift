import Axon
import Foundation
import Graph
import Quantized
import Reference

/// Times every exported INT model on every engine, in turns within one run, and prints ratios: those
/// hold on a busy machine, milliseconds don't. Then times the generator of random graphs.
///
/// `bench generator [COUNT]` does only that, with so many graphs of each profile.
@main
enum Bench {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    // Nordic's simulator runs in processes of this same program.
    if arguments.count == 2, arguments.first == SimulatorPeer.command {
      return try SDKWorkerMain.run(job: CommandLine.arguments[2])
    }
    if arguments.first == "generator" {
      return try GeneratorRow.printAll(count: arguments.dropFirst().first.flatMap { Int($0) })
    }
    try printEngines()
    print()
    try GeneratorRow.printAll(count: nil)
  }

  private static func printEngines() throws {
    let models = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Suites/models").standardizedFileURL
    let names = try FileManager.default.contentsOfDirectory(atPath: models.path)
      .filter { $0.hasSuffix("_int8") }.sorted()
    let peer = ReferenceModelPeer(environment: ProcessInfo.processInfo.environment)
    print("microseconds an inference, median of \(Rounds.count) rounds; x: times faster than")
    print(Row.heading(hasPeer: peer != nil))
    for name in names {
      let folder = models.appending(path: name)
      let file = folder.appending(path: "model.tosa").path
      guard FileManager.default.fileExists(atPath: file) else { continue }
      print(try row(name, folder: folder, file: file, peer: peer).text)
    }
    print(try SimulatorComparison.line(models: models))
    if peer == nil { print("Set ASSAY_TOSA_PYTHON to compare with the TOSA reference model.") }
  }

  private static func row(
    _ name: String, folder: URL, file: String, peer: ReferenceModelPeer?
  ) throws -> Row {
    let graph = try ValidatedGraph(Graph(tosaFile: file))
    let inputs = try graph.inputs.enumerated().map { index, port in
      try NumPyFile.read(folder.appending(path: "tosa_in\(index).npy").path, as: port.type)
    }
    let engines: [any Engine] = [QuantizedEngine(), AxonEngine(), ReferenceEngine()]
    let medians = try Rounds(engines.map { try Subject(graph, inputs, on: $0) }).medians()
    return Row(
      model: name, quantized: medians[0], axon: medians[1], reference: medians[2],
      peer: try peer?.microseconds(model: file, folder: folder.path))
  }
}

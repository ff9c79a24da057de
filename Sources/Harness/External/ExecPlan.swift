import Graph
import Workers

import struct Foundation.Data
import class Foundation.JSONDecoder

/// A graph for an outside program.
struct ExecPlan: Plan {
  let engine: String
  let runner: any ExecRunner
  /// The bytes of the `.tosa` file.
  let graph: [UInt8]
  let inputs: [Port]
  let outputs: [Port]

  func makeSession() throws(EngineError) -> any Session { ExecSession(plan: self) }
}

/// Runs a graph on an outside program; each run is a job of its own.
final class ExecSession: Session {
  private let plan: ExecPlan

  init(plan: ExecPlan) { self.plan = plan }

  func run(
    _ inputs: [Tensor], into outputs: inout [Tensor], observer: TensorObserver?
  ) throws(EngineError) {
    try plan.check(inputs)
    let folder = try finishedJob(inputs)
    outputs = try results(in: folder.path)
  }

  /// The folder of a job that the program has done.
  private func finishedJob(_ inputs: [Tensor]) throws(EngineError) -> ScratchFolder {
    do throws(InfrastructureFailure) {
      let folder = try ScratchFolder("assay-exec")
      try write(inputs, to: folder.path)
      try plan.runner.run(folder: folder.path)
      return folder
    } catch {
      throw .infrastructure(error)
    }
  }

  private func write(_ inputs: [Tensor], to folder: String) throws(InfrastructureFailure) {
    let job = ExecJob(inputs: plan.inputs, outputs: plan.outputs)
    func put(_ bytes: [UInt8], _ file: String) throws(InfrastructureFailure) {
      try FileContents.write(bytes, to: "\(folder)/\(file)", isDurable: false)
    }
    try put(plan.graph, job.graph)
    for (entry, tensor) in zip(job.inputs, inputs) {
      try put(NumPyFile.encode(tensor), entry.file)
    }
    try put(try JSONText.bytes(of: job), "job.json")
  }

  private func results(in folder: String) throws(EngineError) -> [Tensor] {
    let answer: ExecAnswer
    do {
      let bytes = try FileContents.read("\(folder)/outputs.json")
      answer = try JSONDecoder().decode(ExecAnswer.self, from: Data(bytes))
    } catch {
      throw failure("the program left no outputs.json that can be read")
    }
    if let reason = answer.unsupported {
      throw .unsupported(Unsupported(engine: plan.engine, subject: "graph", reason: reason))
    }
    if let reason = answer.unpredictable {
      throw .unpredictable(Unpredictable(subject: plan.engine, reason: reason))
    }
    if let reason = answer.invalid {
      throw .invalid(
        InvalidInput(.graph, "\(plan.engine): \(reason)", remedy: "Look at the graph."))
    }
    var tensors: [Tensor] = []
    for port in plan.outputs {
      guard let entry = answer.outputs?.first(where: { $0.name == port.name }),
        !entry.file.contains("/")
      else { throw failure("the program left no output '\(port.name)'") }
      do {
        tensors.append(try NumPyFile.read("\(folder)/\(entry.file)", as: port.type))
      } catch {
        throw failure("output '\(port.name)': \(error.message)")
      }
    }
    return tensors
  }

  private func failure(_ reason: String) -> EngineError {
    .infrastructure(
      InfrastructureFailure(
        subject: plan.engine, reason: reason,
        remedy: "Run it by hand on a folder; docs/formats.md says what it must leave."))
  }
}

import Axon
import Foundation
public import Graph

/// Rungs 1 and 2 of a language model's ladder, and what stands beside them.
public struct ProgramRungs: Sendable {
  private let files: LadderFiles
  private let table: KernelTable

  /// The rungs of the model in `files`, priced by `table`.
  public init(_ files: LadderFiles, table: KernelTable) {
    self.files = files
    self.table = table
  }

  /// Runs rung 1 (`fp32_step.pte`) or 2 (`int8_step_linears.pte`, constants folded) over the held-out
  /// text.
  public func measure(_ rung: LadderRung) throws(EngineError) -> RungMeasurement {
    switch rung {
    case .portable:
      try measurement(rung, try run("fp32_step.pte", foldsConstants: false))
    case .delegated:
      try measurement(rung, try run("int8_step_linears.pte", foldsConstants: true))
    case .fused, .fixedPoint, .resident, .ours:
      throw .internalFault(InternalFault("rung \(rung.rawValue) is no program"))
    }
  }

  /// Runs `int8_linear_only.pte` over the same text; nil if the model has none.
  public func linearOnly() throws(EngineError) -> LinearOnlyMeasurement? {
    let file = "int8_linear_only.pte"
    guard FileManager.default.fileExists(atPath: "\(files.folder)/\(file)") else { return nil }
    let run = try run(file, foldsConstants: true)
    let linears: Set = ["mm.out", "addmm.out", "permute_copy.out"]
    let rest = run.price.rows.filter { !linears.contains($0.name) }
      .reduce(0) { $0 + $1.instructions }
    return LinearOnlyMeasurement(instructions: rest, numerics: try numerics(of: run))
  }

  private func run(_ file: String, foldsConstants: Bool) throws(EngineError) -> ProgramRung.Run {
    let path = "\(files.folder)/\(file)"
    let program: Program
    do {
      program = try Program(pteFile: path)
    } catch {
      throw .invalid(error)
    }
    do {
      return try ProgramRung.run(
        program, tokens: Array(files.tokens[..<files.characters]), engine: AxonEngine(),
        foldsConstants: foldsConstants, table: table)
    } catch .invalid(let reason) {
      throw .invalid(reason.inFile(path))
    }
  }

  private func numerics(of run: ProgramRung.Run) throws(EngineError) -> RungMeasurement.Numerics {
    do {
      return try RungMeasurement.Numerics(
        logits: run.logits, expected: files.logits, next: files.following,
        vocabulary: run.vocabulary)
    } catch {
      throw .invalid(error)
    }
  }

  private func measurement(
    _ rung: LadderRung, _ run: ProgramRung.Run
  ) throws(EngineError) -> RungMeasurement {
    let scaled = run.price.rows.filter { !$0.isMeasured }.map(\.name)
    return RungMeasurement(
      rung: rung, instructions: run.price.total,
      breakdown: run.price.rows.map { RungMeasurement.Section($0.name, $0.instructions) },
      source: "priced by the kernel table, -Os"
        + (scaled.isEmpty ? "" : "; scaled: \(scaled.joined(separator: ", "))"),
      npuTicks: Double(run.npuTicks), npuCalls: Double(run.npuCalls), memory: run.memory,
      numerics: try numerics(of: run))
  }
}

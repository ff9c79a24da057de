public import Graph
import Portable

/// A file that can be run: a TOSA graph, or an ExecuTorch program whose delegates are TOSA graphs.
public struct Model: Sendable {
  /// What kind of file it is.
  public enum Content: Sendable {
    case graph(ValidatedGraph)
    case program(Program)
  }

  /// The file, as the user named it.
  public let file: String
  /// What it holds.
  public let content: Content
  private let limits: ResourceLimits

  /// Reads and checks a file; what it is, its first bytes say.
  public static func load(_ path: String) throws(InvalidInput) -> Model {
    try Model(try FileContents.read(path), file: path)
  }

  /// Reads and checks the bytes of a file; `file` names it in errors.
  public init(
    _ bytes: [UInt8], file: String, limits: ResourceLimits = .standard
  ) throws(InvalidInput) {
    self.file = file
    self.limits = limits
    do {
      content = try Self.content(of: bytes, limits: limits)
    } catch {
      throw error.inFile(file)
    }
  }

  private static func content(
    of bytes: [UInt8], limits: ResourceLimits
  ) throws(InvalidInput) -> Content {
    if Program.isPTE(bytes) { return .program(try Program(pte: bytes)) }
    guard Graph.isTOSA(bytes) else {
      throw InvalidInput(
        .format, "neither a TOSA graph nor an ExecuTorch program",
        remedy: "Give a .tosa or .pte file.", at: InputLocation(byteOffset: min(bytes.count, 4)))
    }
    return .graph(try ValidatedGraph(Graph(tosa: bytes), limits: limits))
  }

  /// Makes the model ready to run on `engine`; of a program its delegates, the rest in `Portable`.
  public func prepare(on engine: any Engine) throws(EngineError) -> any Plan {
    do throws(EngineError) {
      switch content {
      case .graph(let graph): return try engine.prepare(graph)
      case .program(let program):
        return try ProgramPlan(program, engine: engine, limits: limits)
      }
    } catch {
      guard case .invalid(let reason) = error else { throw error }
      throw .invalid(reason.inFile(file))
    }
  }

  /// The TOSA graphs: the model itself, or its delegates as far as they are valid.
  var graphs: [ValidatedGraph] {
    switch content {
    case .graph(let graph): [graph]
    case .program(let program):
      (program.plans.first?.delegates ?? []).compactMap {
        try? ValidatedGraph(Graph(tosa: $0.payload), limits: limits)
      }
    }
  }

  /// The outputs as the model declares them, whatever an engine makes of integers.
  func declaredOutputs(of plan: [Port]) -> [Port] {
    switch content {
    case .graph(let graph): graph.outputs
    case .program: plan
    }
  }

  /// How messages name the operator behind an observed tensor.
  func subject(of observation: TensorObservation) -> String {
    switch content {
    case .graph(let graph): graph.subject(ofOperator: observation.operatorIndex)
    case .program: observation.name
    }
  }
}

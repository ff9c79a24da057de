import Graph

/// The delegates of a program whose payload is a TOSA graph.
enum TOSADelegate {
  /// The backend's name in a program.
  static let id = "TOSABackend"

  /// The graph of a delegate, validated.
  /// - Throws: `unsupported` for another backend, `invalid` for a broken graph; both name the delegate.
  static func graph(
    of plan: ExecutionPlan, index: Int, limits: ResourceLimits
  ) throws(EngineError) -> ValidatedGraph {
    let delegate = plan.delegates[index]
    guard delegate.id == id else {
      throw .unsupported(
        Unsupported(
          engine: ProgramPlan.name, subject: "delegate \(index)",
          reason: "it is made for \(delegate.id), only \(id) can be run"))
    }
    do throws(InvalidInput) {
      return try ValidatedGraph(Graph(tosa: delegate.payload), limits: limits)
    } catch {
      throw located(.invalid(error), in: index)
    }
  }

  /// A delegate's graph made ready; errors name the delegate.
  static func prepare(
    _ graph: ValidatedGraph, index: Int, engine: any Engine
  ) throws(EngineError) -> any Plan {
    do throws(EngineError) {
      return try engine.prepare(graph)
    } catch {
      throw located(error, in: index)
    }
  }

  /// The error with the delegate before whatever it names.
  static func located(_ error: EngineError, in index: Int) -> EngineError {
    switch error {
    case .invalid(var input):
      let element = input.location.element.map { ": \($0)" } ?? ""
      input.location.element = "delegate \(index)\(element)"
      return .invalid(input)
    case .unsupported(var what):
      what.subject = "delegate \(index): \(what.subject)"
      return .unsupported(what)
    case .unpredictable(var what):
      what.subject = "delegate \(index): \(what.subject)"
      return .unpredictable(what)
    case .infrastructure, .internalFault: return error
    }
  }
}

import Graph

/// The delegates of a program whose payload is a TOSA graph.
enum TOSADelegate {
  /// The backend's name in a program.
  static let id = "TOSABackend"

  /// The graphs of a plan's delegates, validated.
  /// - Throws: `unsupported` for another backend, `invalid` for a broken graph; both name the delegate.
  static func graphs(
    of plan: ExecutionPlan, limits: ResourceLimits
  ) throws(EngineError) -> [ValidatedGraph] {
    var graphs: [ValidatedGraph] = []
    for (index, delegate) in plan.delegates.enumerated() {
      guard delegate.id == id else {
        throw .unsupported(
          Unsupported(
            engine: ProgramPlan.name, subject: "delegate \(index)",
            reason: "it is made for \(delegate.id), only \(id) can be run"))
      }
      do throws(InvalidInput) {
        graphs.append(try ValidatedGraph(Graph(tosa: delegate.payload), limits: limits))
      } catch {
        throw located(.invalid(error), in: index)
      }
    }
    return graphs
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

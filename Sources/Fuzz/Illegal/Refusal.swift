public import Graph

/// What an engine makes of a graph that breaks a rule.
public enum Refusal: Sendable, Hashable {
  /// It refuses the graph, as it must.
  case refused
  /// It takes it.
  case accepted
  /// It refuses the graph, but for something else: the rule that is broken was not seen.
  case refusedForAnotherReason(String)
  /// It breaks down over it: a crash, a hang, an answer that is none.
  case brokeDown(String)

  /// The refusal that an error stands for.
  public init(_ error: EngineError) {
    switch error {
    case .invalid, .unsupported, .unpredictable: self = .refused
    case .infrastructure(let failure): self = .brokeDown(failure.description)
    case .internalFault(let fault): self = .brokeDown(fault.description)
    }
  }
}

/// An engine asked for one thing only: whether it refuses a graph.
public protocol RefusalCheck: Sendable {
  /// The engine's name.
  var name: String { get }

  /// What it makes of a graph that breaks a rule.
  func refusal(of illegal: IllegalGraphs.Case) -> Refusal
}

/// An engine of this process. It takes a ``ValidatedGraph`` only, so validation must refuse the graph: as
/// values, and read from a file again where it can be written to one.
public struct EngineRefusalCheck: RefusalCheck {
  private let engine: any Engine

  /// A check of `engine`.
  public init(_ engine: any Engine) { self.engine = engine }

  public var name: String { engine.name }

  public func refusal(of illegal: IllegalGraphs.Case) -> Refusal {
    let refusal = refusal(of: illegal.graph, expecting: illegal.expected)
    guard refusal == .refused, let bytes = try? illegal.graph.tosaBytes(),
      let graph = try? Graph(tosa: bytes)
    else { return refusal }
    return self.refusal(of: graph, expecting: illegal.expected)
  }

  private func refusal(of graph: Graph, expecting expected: String) -> Refusal {
    let valid: ValidatedGraph
    do throws(InvalidInput) {
      valid = try ValidatedGraph(graph)
    } catch {
      let message = error.description
      return message.contains(expected) ? .refused : .refusedForAnotherReason(message)
    }
    do throws(EngineError) {
      _ = try engine.prepare(valid)
      return .accepted
    } catch {
      return Refusal(error)
    }
  }
}

import Axon
import Graph

/// What `axon` makes of a model's graphs, found once for all checks of a case.
struct ModelPartitions {
  /// One graph that `axon` can run.
  struct Part {
    let report: PartitionReport
    /// The engine that runs its CPU operators.
    let host: String
    /// The known defects that its layers meet.
    let warnings: [KnownDefectWarning]
  }

  /// In the order of the model; those that `axon` can't run are not there.
  let parts: [Part]

  /// Nothing if none of `checks` is about `axon`.
  init(of model: Model, for checks: [Check], options: EngineOptions) {
    guard checks.contains(where: { $0.engine == "axon" || $0.against == .engine("axon") }) else {
      parts = []
      return
    }
    let engine = EngineRegistry.axon(options)
    let graphs = model.graphs
    var namesDelegates = false
    if case .program = model.content { namesDelegates = graphs.count > 1 }
    parts = graphs.enumerated().compactMap { index, graph in
      guard let report = try? engine.compile(graph).report else { return nil }
      var warnings = report.warnings(in: graph)
      if namesDelegates {
        for each in warnings.indices {
          warnings[each].subject = "delegate \(index): \(warnings[each].subject)"
        }
      }
      return Part(report: report, host: engine.host(of: graph).name, warnings: warnings)
    }
  }

  /// The warnings about all graphs; those of a program name the delegate.
  var warnings: [KnownDefectWarning] { parts.flatMap(\.warnings) }
}

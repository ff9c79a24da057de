import Comparison
import Foundation
import Fuzz
import Graph
import TestSupport
import Testing

@testable import Harness

/// Illegal graphs: every engine refuses what breaks any rule, and one that does not is found out.
@Suite(.timeLimit(.minutes(2))) struct RefusalRunTests {
  private static let rules = IllegalGraphs.ruleNames.enumerated().map {
    (index: $0.offset, name: $0.element)
  }

  @Test(arguments: EngineRegistry.names, rules)
  func `every engine refuses what breaks a rule`(
    engine: String, rule: (index: Int, name: String)
  ) throws {
    let check = EngineRefusalCheck(try EngineRegistry.engine(named: engine))
    let graphs = IllegalGraphs(seed: 7)
    for round in 0..<3 {
      let illegal = try #require(graphs.makeCase(round * Self.rules.count + rule.index))
      #expect(illegal.rule == rule.name)
      #expect(check.refusal(of: illegal) == .refused)
    }
  }

  /// An engine that refuses all graphs but those that break one rule.
  private struct Leaky: RefusalCheck {
    let name = "leaky"
    let rule: String
    let refusal: Refusal

    func refusal(of illegal: IllegalGraphs.Case) -> Refusal {
      illegal.rule == rule ? refusal : .refused
    }
  }

  @Test(arguments: [
    (Refusal.accepted, "accepted by leaky"), (.brokeDown("it crashed"), "breaks leaky"),
    (.refusedForAnotherReason("no"), "refused for another reason by leaky"),
  ])
  func `an engine that does not refuse fails with rule, name and graph`(
    refusal: Refusal, clause: String
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let rule = "a stride of 0"
    let checks: [any RefusalCheck] = [
      Leaky(rule: rule, refusal: refusal),
      EngineRefusalCheck(try EngineRegistry.engine(named: "axon")),
    ]
    var results: [CaseResult] = []
    let count = 2 * Self.rules.count
    let report = try RefusalRun(checks, seed: 1, bundles: folder, command: "assay fuzz").run(
      count, version: "1", isReproducible: true, stop: StopSignal()
    ) { event in
      if case .caseFinished(let result) = event { results.append(result) }
    }
    #expect(results.count == 2 * Self.rules.count)
    let failing = results.filter { $0.outcome != .pass }
    #expect(failing.map(\.name) == ["leaky: \(rule)"])
    #expect(failing.first?.message == "validation (\(rule)): \(clause)")
    let group = try #require(report.summary.groups.first)
    #expect(report.summary.groups.count == 1)
    #expect(group.count == 2)
    #expect(throws: InvalidInput.self) {
      try ValidatedGraph(Graph(tosaFile: "\(group.bundle)/graph.tosa"))
    }
    #expect(report.run.exitStatus == 1)
  }

  /// Programs get the graph as it is.
  @Test(arguments: [
    (#"exec:f() { test -s $1/graph.tosa; echo '{"invalid":"no"}' >$1/outputs.json; }; f"#, true),
    (#"exec:f() { echo '{"unpredictable":"no"}' >$1/outputs.json; }; f"#, true),
    ("exec:false", false),
  ])
  func `a program must refuse, not break down`(name: String, isRefusal: Bool) throws {
    let check = try #require(ExecEngine(named: name)).refusalCheck
    let illegal = try #require(IllegalGraphs(seed: 1).makeCase(20))
    #expect((check.refusal(of: illegal) == .refused) == isRefusal)
  }
}

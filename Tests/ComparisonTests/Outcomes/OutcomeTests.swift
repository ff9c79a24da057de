import Comparison
import Graph
import Testing

@Suite struct OutcomeTests {
  static let errors: [(EngineError, Outcome.Kind)] = [
    (.invalid(InvalidInput(.graph, "x")), .invalid),
    (.unsupported(Unsupported(engine: "axon", subject: "y", reason: "z")), .unsupported),
    (.unpredictable(Unpredictable(subject: "y", reason: "z")), .unpredictable),
    (.infrastructure(InfrastructureFailure(subject: "y", reason: "z")), .infrastructure),
    (.internalFault(InternalFault("x")), .internalFault),
  ]

  @Test(arguments: errors) func `an engine's error becomes an outcome that says why`(
    error: EngineError, kind: Outcome.Kind
  ) {
    #expect(Outcome(error).kind == kind)
    #expect(Outcome(error).reason == error.description)
  }

  @Test func `a known defect has a name, a reason and an expiry`() {
    let outcome = Outcome.knownDefect(name: "D1", reason: "rounds twice", expiry: "2027-01-31")
    #expect(outcome.kind == .knownDefect)
    #expect(outcome.reason == "D1: rounds twice, until 2027-01-31")
  }

  static let codes: [([Outcome.Kind], ExitCode)] = [
    ([], .mismatch), ([.pass], .pass), ([.flaky], .pass), ([.knownDefect], .pass),
    ([.pass, .skipped, .unsupported, .unpredictable], .pass), ([.skipped], .mismatch),
    ([.unsupported], .mismatch), ([.unpredictable], .mismatch), ([.pass, .fail], .mismatch),
    ([.pass, .invalid], .invalidInput), ([.pass, .infrastructure], .infrastructure),
    ([.infrastructure], .infrastructure), ([.fail, .infrastructure, .invalid], .mismatch),
    ([.invalid, .infrastructure], .invalidInput),
    ([.internalFault, .fail, .invalid, .infrastructure, .pass], .internalFault),
  ]

  @Test(arguments: codes) func `the worst outcome decides, and nothing judged is red`(
    kinds: [Outcome.Kind], code: ExitCode
  ) {
    #expect(ExitCode(kinds) == code)
    #expect(ExitCode(kinds.reversed()) == code)
  }

  @Test func `codes are those that the design promises`() {
    #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 3, 70])
  }
}

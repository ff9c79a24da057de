import Comparison
import Foundation
import Fuzz
import Graph
import Harness
import Quantized
import TestSupport
import Testing

/// Engines outside the process: programs of a line or two, good and bad.
@Suite(.timeLimit(.minutes(1))) struct ExecEngineTests {
  /// A graph that gives its input back.
  private static let graph = Graph(
    main: Block(
      tensors: [
        TensorInfo(name: "x", type: TensorType(.int8, [3])),
        TensorInfo(name: "y", type: TensorType(.int8, [3])),
      ],
      operators: [Operator(.unary(.identity), inputs: [TensorID(0)], outputs: [TensorID(1)])],
      inputs: [TensorID(0)], outputs: [TensorID(1)]))

  private static let input = Tensor([1, -2, 3] as [Int8], .int8, [3])

  /// What a shell does with the folder `$1` that is right.
  private static let copy =
    #"cp $1/input0.npy $1/output0.npy; echo '{"outputs":[{"name":"y","file":"output0.npy"}]}' >$1/outputs.json"#

  private func run(_ name: String, times: Int = 1, limit: Int = 20) throws -> [Tensor] {
    let engine = try #require(ExecEngine(named: name, limit: limit))
    let plan = try engine.prepare(ValidatedGraph(Self.graph))
    var outputs: [Tensor] = []
    for _ in 0..<times { outputs = try plan.run([Self.input]) }
    return outputs
  }

  private static func server(_ body: String) -> String {
    "serve:sh -c 'while read -r folder; do set -- \"$folder\"; \(body.replacing("'", with: "'\\''")); echo done; done'"
  }

  @Test func `a program started for each job`() throws {
    #expect(try run("exec:f() { \(Self.copy); }; f", times: 2) == [Self.input])
  }

  @Test func `a program that stays`() throws {
    #expect(try run(Self.server(Self.copy), times: 3) == [Self.input])
  }

  @Test(arguments: [
    ("exec:false", "status 1"), ("exec:kill -9 $$; true", "signal 9"),
    ("exec:true", "no outputs.json"), ("exec:exec sleep 5; :", "within 1 s"),
    ("exec:f() { echo '{}' >$1/outputs.json; }; f", "no output 'y'"),
    (
      "exec:f() { \(copy); echo x >$1/output0.npy; }; f", "output 'y'"
    ),
    ("serve:true", "ended"), ("serve:cat", "not 'done'"), ("serve:sleep 5", "within 1 s"),
    ("exec:/nonexistent/program", "status 127"),
  ])
  func `a program that fails is an infrastructure outcome`(
    name: String, reason: String
  ) throws {
    let error = #expect(throws: EngineError.self) { try run(name, limit: 1) }
    guard case .infrastructure(let failure) = error else {
      Issue.record("\(String(describing: error)) is not 'infrastructure'")
      return
    }
    #expect(failure.description.contains(reason))
  }

  @Test(arguments: [
    ("exec:exec kill -8 $$; :", "signal 8"), ("exec:false", "status 1"),
    ("exec:exec sleep 5; :", "hang"), ("serve:sleep 5", "hang"), ("exec:true", "infrastructure"),
  ])
  func `a crash and a hang are failures of two kinds`(name: String, kind: String) throws {
    let engine = try #require(ExecEngine(named: name, limit: 1))
    let oracle = DifferentialOracle(subject: engine, trusted: QuantizedEngine())
    let failure = oracle.failure(
      of: FuzzCase(graph: Self.graph, inputs: [Self.input]), graph: try ValidatedGraph(Self.graph))
    #expect(failure?.signature.errorKind == kind)
  }

  @Test func `the next job has a new program after one that crashed`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let name = Self.server("[ -e \(folder) ] || { mkdir \(folder); exit 1; }; \(Self.copy)")
    let engine = try #require(ExecEngine(named: name))
    let plan = try engine.prepare(ValidatedGraph(Self.graph))
    #expect(throws: EngineError.self) { try plan.run([Self.input]) }
    #expect(try plan.run([Self.input]) == [Self.input])
  }

  @Test(arguments: [("unsupported", 0), ("unpredictable", 1), ("invalid", 2)])
  func `what a program says of a graph is told apart`(word: String, kind: Int) throws {
    let error = #expect(throws: EngineError.self) {
      try run(#"exec:f() { echo '{"\#(word)":"because"}' >$1/outputs.json; }; f"#)
    }
    let found: Int? =
      switch error {
      case .unsupported: 0
      case .unpredictable: 1
      case .invalid: 2
      default: nil
      }
    #expect(found == kind)
    #expect(error?.description.contains("because") == true)
  }

  @Test(arguments: ["exec", "exec:", "exec: ", "run:x", "quantized"])
  func `other names are no outside program`(name: String) {
    let engine = ExecEngine(named: name)
    #expect(engine?.name == nil)
  }
}

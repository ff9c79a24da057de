import Foundation
import Graph
import Harness
import TestSupport
import Testing

/// `scripts/tosa-reference-model` as an engine, where `ASSAY_TOSA_PYTHON` names a Python that has the model.
@Suite(.timeLimit(.minutes(1))) struct ReferenceModelServerTests {
  private static let python = ProcessInfo.processInfo.environment["ASSAY_TOSA_PYTHON"]

  /// INTDIV of two numbers; the model aborts on a divisor of 0.
  private static let graph = Graph(
    main: Block(
      tensors: ["x", "y", "z"].map { TensorInfo(name: $0, type: TensorType(.int32, [1])) },
      operators: [
        Operator(
          .binary(.intDiv), inputs: [TensorID(0), TensorID(1)], outputs: [TensorID(2)])
      ],
      inputs: [TensorID(0), TensorID(1)], outputs: [TensorID(2)]))

  private static func number(_ value: Int32) -> Tensor { Tensor([value], .int32, [1]) }

  @Test(
    .enabled(if: python != nil, "ASSAY_TOSA_PYTHON is not set"), arguments: ["exec", "serve"])
  func `an abort of the model ends one job only`(kind: String) throws {
    let script = Repository.root.appending(path: "scripts/tosa-reference-model").path
    let engine = try #require(ExecEngine(named: "\(kind):\(Self.python ?? "") \(script)"))
    let plan = try engine.prepare(ValidatedGraph(Self.graph))
    for _ in 0..<2 {
      #expect(try plan.run([Self.number(7), Self.number(2)]) == [Self.number(3)])
      let error = #expect(throws: EngineError.self) {
        try plan.run([Self.number(7), Self.number(0)])
      }
      #expect(error?.description.contains("the model aborted") == true)
    }
  }
}

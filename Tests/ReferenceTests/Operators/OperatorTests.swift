import Graph
import Reference
import TestSupport
import Testing

/// Every operator against the TOSA reference model.
@Suite struct OperatorTests {
  @Test func goldensAreThere() {
    #expect(OperatorGolden.all.count >= 120)
  }

  @Test(arguments: OperatorGolden.all.filter { $0.lsb == nil })
  func agreesOnAnFPGraph(_ golden: OperatorGolden) throws {
    let result = try ReferenceEngine().prepare(golden.graph).run(golden.inputs)[0]
    #expect(result.type == golden.output.type)
    guard result.dtype == .fp32 else {
      #expect(result == golden.output)
      return
    }
    let pairs = zip(result.elements(as: Float.self), golden.output.elements(as: Float.self))
    for (index, (got, expected)) in pairs.enumerated() {
      #expect(
        distance(got, expected) <= golden.ulp, "element \(index) is \(got), not \(expected)")
    }
  }

  @Test(arguments: OperatorGolden.all.filter { $0.lsb != nil })
  func agreesOnAnINTGraphButForRounding(_ golden: OperatorGolden) throws {
    let result = try ReferenceEngine().prepare(golden.graph).run(golden.inputs)[0]
    #expect(result.type == TensorType(.fp32, golden.output.shape))
    let limit = golden.lsb ?? 0
    for (index, (got, expected)) in zip(result.realValues, golden.output.realValues).enumerated() {
      #expect(abs(got - expected) <= limit, "element \(index) is \(got), not \(expected)")
    }
  }

  /// The number of steps between two FP32 numbers; 0 between NaNs and equal bits only.
  private func distance(_ a: Float, _ b: Float) -> Int {
    if a.isNaN && b.isNaN || a.bitPattern == b.bitPattern { return 0 }
    if a.isNaN || b.isNaN || a.sign != b.sign { return .max }
    return abs(Int(a.magnitude.bitPattern) - Int(b.magnitude.bitPattern))
  }
}

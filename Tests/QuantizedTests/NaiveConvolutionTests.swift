import Graph
import Testing

@testable import Quantized

/// The packed convolutions against the specification's loops, on shapes that the table has not.
@Suite struct NaiveConvolutionTests {
  @Test func everyConvolutionEqualsTheLoops() throws {
    let cases = ConvolutionCases.cases(seed: 77).filter { !$0.name.hasPrefix("matmul") }
    #expect(cases.count > 100)
    for item in cases {
      let expected = Tensor(integers: NaiveConvolution.run(item), .int32, item.result.shape)
      for level in VectorLevel.available {
        let plan = try QuantizedEngine(level: level).prepare(ValidatedGraph(item.graph()))
        #expect(try plan.run(item.inputs) == [expected], "\(item.name) \(level)")
      }
    }
  }
}

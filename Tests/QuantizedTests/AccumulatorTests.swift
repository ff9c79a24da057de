import Graph
import Testing

@testable import Quantized

/// Accumulators that leave INT32: open by the specification's `apply_add_s`, though the reference
/// model wraps. Expected values are by hand.
@Suite struct AccumulatorTests {
  /// A convolution of windows of 100s with `weights`, sums of `100 * weight` in that order.
  private func convolve(_ weights: [Int], bias: Int) throws -> GoldenResult {
    let shape: Shape = [1, 1, weights.count, 1]
    return try GoldenTests.run(
      OperatorCase(
        name: "", operation: .conv2D(Conv2D(accType: .int32)),
        operands: [
          .input(Tensor(integers: weights.map { _ in 100 }, .int8, shape)),
          .constant(Tensor(integers: weights, .int8, shape)), .constant(.number(bias, .int32)),
          .constant(.number(0, .int8)), .constant(.number(0, .int8)),
        ], result: TensorType(.int32, [1, 1, 1, 1])))
  }

  private func valid(_ value: Int) -> GoldenResult {
    GoldenResult(Tensor(integers: [value], .int32, [1, 1, 1, 1]))
  }

  @Test func aSumMayFillItsType() throws {
    let (low, high) = (Int(Int32.min), Int(Int32.max))
    #expect(try convolve([100], bias: high - 10_000) == valid(high))
    #expect(try convolve([-100], bias: low + 10_000) == valid(low))
  }

  @Test func aSumMustNotLeaveItsType() throws {
    let (low, high) = (Int(Int32.min), Int(Int32.max))
    #expect(try convolve([100], bias: high - 9_999) == .open)
    #expect(try convolve([-100], bias: low + 9_999) == .open)
  }

  /// The bias comes last, so products that cancel never meet it.
  @Test func theBiasComesLast() throws {
    #expect(try convolve([100, -100], bias: Int(Int32.max)) == valid(Int(Int32.max)))
  }

  /// In a transposed convolution the bias comes first, so they do.
  @Test func theBiasComesFirstInATransposedConvolution() throws {
    let high = Int(Int32.max)
    func transposed(_ inputs: [Int], bias: Int) throws -> GoldenResult {
      try GoldenTests.run(
        OperatorCase(
          name: "",
          operation: .transposeConv2D(TransposeConv2D(outPad: Padding2D(), accType: .int32)),
          operands: [
            .input(Tensor(integers: inputs, .int8, [1, 1, 1, 2])),
            .constant(Tensor(integers: [100, 100], .int8, [1, 1, 1, 2])),
            .constant(.number(bias, .int32)), .constant(.number(0, .int8)),
            .constant(.number(0, .int8)),
          ], result: TensorType(.int32, [1, 1, 1, 1])))
    }
    #expect(try transposed([100, -100], bias: high) == .open)
    #expect(try transposed([-100, 100], bias: high) == valid(high))
  }
}

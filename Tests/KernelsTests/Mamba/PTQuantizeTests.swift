import Graph
import Testing

@testable import Kernels

/// INT8 and back, against exact arithmetic in double precision.
@Suite struct PTQuantizeTests {
  static let scales: [Float] = [0x1.1p-18, 0.001, 0.0197, 0.146, 1, 7.3, 511]

  @Test(arguments: scales)
  func `a quantized number is the nearest one`(scale: Float) throws {
    var random = SplitMix64(seed: 51)
    for zeroPoint in [-128, -5, 0, 90, 127] as [Int8] {
      let affine = try #require(INT8Affine(scale: scale, zeroPoint: zeroPoint))
      let range = min(Double(scale) * 300, 2047)
      let exact = Row<Float>(500, in: -range...range, &random)
      let fixed = Row<Q12>(500, in: -range...range, &random)
      var (fromFloat, fromFixed) = (
        [Int8](repeating: 0, count: 500), [Int8](repeating: 0, count: 500)
      )
      PTQuantize.apply(exact.pointer, by: affine, count: 500, to: &fromFloat)
      PTQuantize.apply(fixed.pointer, by: affine, count: 500, to: &fromFixed)
      for index in 0..<500 {
        #expect(Self.distance(fromFloat[index], exact[index], scale, zeroPoint) <= 0.5001)
        #expect(Self.distance(fromFixed[index], fixed[index], scale, zeroPoint) <= 0.501)
      }
    }
  }

  @Test(arguments: scales)
  func `a dequantized number is off by the roundings stated`(scale: Float) throws {
    for zeroPoint in [-128, 0, 127] as [Int8] {
      let affine = try #require(INT8Affine(scale: scale, zeroPoint: zeroPoint))
      let input = (-128...127).map(Int8.init)
      let (float, fixed) = (Row<Float>(256), Row<Q12>(256))
      PTDequantize.apply(input, by: affine, count: 256, to: float.pointer)
      PTDequantize.apply(input, by: affine, count: 256, to: fixed.pointer)
      for (index, value) in input.enumerated() {
        let exact = Double(scale) * (Double(value) - Double(zeroPoint))
        #expect(abs(float[index] - exact) <= abs(exact) * 0x1p-24)
        let saturated = min(max(exact, -2048), 2048 - 1 / 4096)
        #expect(abs(fixed[index] - saturated) <= 0.5 / 4096 + abs(saturated) * 0x1p-21)
      }
    }
  }

  @Test(arguments: [0, -1, .nan, .infinity, 0x1p-18, 513] as [Float])
  func `a scale beyond the range is refused`(scale: Float) {
    #expect(INT8Affine(scale: scale, zeroPoint: 0) == nil)
  }

  /// From `(x / scale + zeroPoint)`, saturated, in units of INT8.
  static func distance(_ value: Int8, _ x: Double, _ scale: Float, _ zeroPoint: Int8) -> Double {
    abs(Double(value) - min(max(x / Double(scale) + Double(zeroPoint), -128), 127))
  }
}

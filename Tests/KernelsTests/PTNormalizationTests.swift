import Graph
import Kernels
import Testing

/// Row kernels against double precision, 100,000 random elements and more each.
@Suite struct PTNormalizationTests {
  /// Row lengths that sum to more than 100,000 elements.
  static let lengths = [1, 2, 3, 7, 16, 64, 88, 176, 1000, 4096].flatMap { length in
    [Int](repeating: length, count: max(1, 12_000 / length))
  }

  func norm(_ x: [Double], _ w: [Double], _ epsilon: Double) -> [Double] {
    let mean = x.reduce(0) { $0 + $1 * $1 } / Double(x.count)
    return zip(x, w).map { $0 * $1 / (mean + epsilon).squareRoot() }
  }

  func softmax(_ x: [Double]) -> [Double] {
    let largest = x.max() ?? 0
    let powers = x.map { Elementary.exp($0 - largest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  @Test(arguments: [1.0 / 64, 1, 30, 2048])
  func `RMSNorm in q11.12`(range: Double) {
    var random = SplitMix64(seed: 5)
    var largest = 0.0
    for count in Self.lengths {
      let x = Row<Q12>(count, in: -range...range, &random)
      let w = Row<Q12>(count, in: -4...4, &random)
      let y = Row<Q12>(count)
      RMSNorm.apply(x.pointer, weight: w.pointer, epsilon: 168, count: count, to: y.pointer)
      let error = largestError(
        y.doubles, norm(x.doubles, w.doubles, 168 * 0x1p-24),
        unit: { (0.51 + abs(w[$0]) / 512) / 4096 }, saturated: true)
      largest = max(largest, error)
    }
    #expect(largest <= 1)
    #expect(largest > 0.9)
  }

  @Test(arguments: [1e-3, 1, 100] as [Double])
  func `RMSNorm in fp32`(range: Double) {
    var random = SplitMix64(seed: 6)
    for count in Self.lengths {
      let x = Row<Float>(count, in: -range...range, &random)
      let w = Row<Float>(count, in: -4...4, &random)
      let y = Row<Float>(count)
      RMSNorm.apply(x.pointer, weight: w.pointer, epsilon: 1e-5, count: count, to: y.pointer)
      let exact = norm(x.doubles, w.doubles, Double(Float(1e-5)))
      let unit = (Double(count) / 2 + 8) * 0x1p-24
      #expect(largestError(y.doubles, exact, unit: { abs(exact[$0]) * unit }) <= 1)
    }
  }

  @Test func `residual and norm are the sum, then the norm`() {
    var random = SplitMix64(seed: 7)
    for count in Self.lengths {
      let x = Row<Q12>(count, in: -2048...2047, &random)
      let r = Row<Q12>(count, in: -2048...2047, &random)
      let w = Row<Q12>(count, in: -4...4, &random)
      let (sum, y, expected) = (Row<Q12>(count), Row<Q12>(count), Row<Q12>(count))
      PTResidualNorm.apply(
        x.pointer, residual: r.pointer, weight: w.pointer, epsilon: 17, count: count,
        sum: sum.pointer, to: y.pointer)
      #expect(sum.elements == zip(x.elements, r.elements).map { $0 + $1 })
      RMSNorm.apply(
        sum.pointer, weight: w.pointer, epsilon: 17, count: count, to: expected.pointer)
      #expect(y.elements == expected.elements)

      let (a, b) = (Row<Float>(count, in: -9...9, &random), Row<Float>(count, in: -9...9, &random))
      let v = Row<Float>(count, in: -4...4, &random)
      let (total, z, norm) = (Row<Float>(count), Row<Float>(count), Row<Float>(count))
      PTResidualNorm.apply(
        a.pointer, residual: b.pointer, weight: v.pointer, epsilon: 1e-5, count: count,
        sum: total.pointer, to: z.pointer)
      #expect(total.elements == zip(a.elements, b.elements).map { $0 + $1 })
      RMSNorm.apply(
        total.pointer, weight: v.pointer, epsilon: 1e-5, count: count, to: norm.pointer)
      #expect(z.elements == norm.elements)
    }
  }

  @Test(arguments: [0.5, 4, 20, 2048])
  func `softmax in q11.12`(range: Double) {
    var random = SplitMix64(seed: 8)
    var largest = 0.0
    for count in Self.lengths {
      let x = Row<Q12>(count, in: -range...range, &random)
      let y = Row<Q12>(count)
      PTSoftmax.apply(x.pointer, count: count, to: y.pointer)
      let error = largestError(
        y.doubles, softmax(x.doubles), unit: { _ in 0.51 / 4096 }, saturated: true)
      largest = max(largest, error)
    }
    #expect(largest <= 1)
    #expect(largest > 0.9)
  }

  @Test(arguments: [0.5, 20, 80])
  func `softmax in fp32`(range: Double) {
    var random = SplitMix64(seed: 9)
    for count in Self.lengths {
      let x = Row<Float>(count, in: -range...range, &random)
      let y = Row<Float>(count)
      PTSoftmax.apply(x.pointer, count: count, to: y.pointer)
      let exact = softmax(x.doubles)
      let top = x.doubles.max() ?? 0
      let error = largestError(
        y.doubles, exact,
        unit: {
          exact[$0] * (top - x[$0] + Double(count) / 2 + 8) * 0x1p-24 + 0x1p-148
        })
      #expect(error <= 1)
    }
  }

  @Test func `extreme rows never trap`() {
    let patterns = extremeQ12
    for a in patterns {
      for count in [1, 2, 17] {
        let x = Row<Q12>([Q12](repeating: a, count: count - 1) + [patterns[count % 12]])
        let y = Row<Q12>(count)
        RMSNorm.apply(x.pointer, weight: x.pointer, epsilon: 0, count: count, to: y.pointer)
        RMSNorm.apply(x.pointer, weight: x.pointer, epsilon: -1, count: count, to: y.pointer)
        PTSoftmax.apply(x.pointer, count: count, to: y.pointer)
        #expect(y.count == count)
      }
    }
    let zeros = Row<Q12>(9)
    let ones = Row<Q12>([Q12](repeating: .one, count: 9))
    let y = Row<Q12>([Q12](repeating: .one, count: 9))
    RMSNorm.apply(zeros.pointer, weight: ones.pointer, epsilon: 0, count: 9, to: y.pointer)
    #expect(y.elements == zeros.elements)
  }
}

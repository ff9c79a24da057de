import Graph
import Kernels
import Testing

/// Pointwise kernels over random rows: each element is the function's, in place too; GELU and the
/// gated product against double precision.
@Suite struct PTActivationsTests {
  typealias Kernel<Element> =
    @Sendable (
      UnsafePointer<Element>, Int, UnsafeMutablePointer<Element>
    ) -> Void

  struct Case<Element: KernelNumber>: Sendable, CustomTestStringConvertible {
    let name: String
    let kernel: Kernel<Element>
    /// What it computes, and the bound its documentation states there.
    let exact: @Sendable (Double) -> Double
    let bound: @Sendable (Double) -> Double
    var testDescription: String { name }
  }

  static func sigmoid(_ x: Double) -> Double { Elementary.sigmoid(x) }
  static func softplus(_ x: Double) -> Double {
    max(x, 0) + Elementary.log1p(Elementary.exp(-abs(x)))
  }
  static func hardSigmoid(_ x: Double) -> Double { min(max(x + 3, 0), 6) / 6 }

  static let fixed: [Case<Q12>] = [
    Case(
      name: "SiLU", kernel: { PTSiLU.apply($0, count: $1, to: $2) },
      exact: { $0 * sigmoid($0) }, bound: { _ in 0.76 / 4096 }),
    Case(
      name: "softplus", kernel: { PTSoftplus.apply($0, count: $1, to: $2) },
      exact: softplus, bound: { _ in 0.64 / 4096 }),
    Case(
      name: "sigmoid", kernel: { PTSigmoid.apply($0, count: $1, to: $2) },
      exact: sigmoid, bound: { _ in 0.55 / 4096 }),
    Case(
      name: "tanh", kernel: { PTTanh.apply($0, count: $1, to: $2) },
      exact: { Elementary.tanh($0) }, bound: { _ in 0.6 / 4096 }),
    Case(
      name: "hardSigmoid", kernel: { PTHardSigmoid.apply($0, count: $1, to: $2) },
      exact: hardSigmoid, bound: { _ in 0.5 / 4096 }),
    Case(
      name: "hardSwish", kernel: { PTHardSwish.apply($0, count: $1, to: $2) },
      exact: { $0 * hardSigmoid($0) }, bound: { _ in 0.501 / 4096 }),
  ]

  static func ulps(_ count: Double, of value: Double) -> Double {
    count * max(Double(Float(value).magnitude.ulp), 0x1p-142)
  }

  static let floating: [Case<Float>] = [
    Case(
      name: "SiLU", kernel: { PTSiLU.apply($0, count: $1, to: $2) },
      exact: { $0 * sigmoid($0) }, bound: { ulps(3, of: $0 * sigmoid($0)) }),
    Case(
      name: "softplus", kernel: { PTSoftplus.apply($0, count: $1, to: $2) },
      exact: softplus, bound: { ulps(2.5, of: softplus($0)) }),
    Case(
      name: "sigmoid", kernel: { PTSigmoid.apply($0, count: $1, to: $2) },
      exact: sigmoid, bound: { ulps(2.1, of: sigmoid($0)) }),
    Case(
      name: "tanh", kernel: { PTTanh.apply($0, count: $1, to: $2) },
      exact: { Elementary.tanh($0) }, bound: { ulps(1.3, of: Elementary.tanh($0)) }),
    Case(
      name: "GELU", kernel: { PTGELU.apply($0, count: $1, to: $2) },
      exact: { $0 * (1 + Elementary.erf($0 * 0.5.squareRoot())) / 2 }, bound: { _ in 3.4e-7 }),
    Case(
      name: "hardSigmoid", kernel: { PTHardSigmoid.apply($0, count: $1, to: $2) },
      exact: hardSigmoid, bound: { _ in 0x1p-22 }),
    Case(
      name: "hardSwish", kernel: { PTHardSwish.apply($0, count: $1, to: $2) },
      exact: { $0 * hardSigmoid($0) }, bound: { 0x1p-21 * max(1, abs($0)) }),
    Case(
      name: "leakyReLU", kernel: { PTLeakyReLU.apply($0, slope: 0.125, count: $1, to: $2) },
      exact: { $0 < 0 ? $0 * 0.125 : $0 }, bound: { _ in 0 }),
  ]

  func check<Element>(_ test: Case<Element>) {
    var random = SplitMix64(seed: 21)
    for range in [1.0, 12, 200] {
      let count = 40_000
      let x = Row<Element>(count, in: -range...range, &random)
      let y = Row<Element>(count)
      test.kernel(x.pointer, count, y.pointer)
      var beyond = 0
      for index in 0..<count
      where !(abs(y[index] - test.exact(x[index])) <= test.bound(x[index])) { beyond += 1 }
      #expect(beyond == 0)
      test.kernel(x.pointer, count, x.pointer)
      #expect(x.elements == y.elements)
    }
  }

  @Test(arguments: fixed)
  func `q11.12 keeps its bound`(_ test: Case<Q12>) { check(test) }

  @Test(arguments: floating)
  func `fp32 keeps its bound`(_ test: Case<Float>) { check(test) }

  @Test(arguments: [1.0, 12, 200])
  func `the gated product keeps its bound`(range: Double) {
    var random = SplitMix64(seed: 22)
    let count = 100_000
    let x = Row<Q12>(count, in: -range...range, &random)
    let z = Row<Q12>(count, in: -range...range, &random)
    let y = Row<Q12>(count)
    PTGatedMul.apply(x.pointer, gate: z.pointer, count: count, to: y.pointer)
    let exact = zip(x.doubles, z.doubles).map { $0 * $1 * Self.sigmoid($1) }
    let error = largestError(
      y.doubles, exact, unit: { (0.76 * abs(x[$0]) + 0.5) / 4096 }, saturated: true)
    #expect(error <= 1)

    let a = Row<Float>(x.elements.map { $0.float })
    let b = Row<Float>(z.elements.map { $0.float })
    let c = Row<Float>(count)
    PTGatedMul.apply(a.pointer, gate: b.pointer, count: count, to: c.pointer)
    let relative = largestError(
      c.doubles, exact, unit: { abs(exact[$0]) * 7 * 0x1p-24 + 0x1p-130 })
    #expect(relative <= 1)
  }
}

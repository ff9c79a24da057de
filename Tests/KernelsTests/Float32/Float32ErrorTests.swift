import Graph
import Kernels
import Testing

/// The stated errors of the float functions, measured on every 1021st float there is.
@Suite struct Float32ErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// In units in the last place, or absolute.
    let bound: Double
    var isAbsolute = false
    /// The smallest unit in the last place that counts.
    var smallest = 0x1p-149
    let function: @Sendable (Float) -> Float
    let definition: @Sendable (Double) -> Double
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "exp", bound: 1, function: { Float32Math.exp($0) },
      definition: { Elementary.exp($0) }),
    Case(
      name: "sigmoid", bound: 2.1, function: { Float32Math.sigmoid($0) },
      definition: { Elementary.sigmoid($0) }),
    Case(
      name: "silu", bound: 3, smallest: 0x1p-142, function: { Float32Math.silu($0) },
      definition: { $0 * Elementary.sigmoid($0) }),
    Case(
      name: "tanh", bound: 1.3, function: { Float32Math.tanh($0) },
      definition: { Elementary.tanh($0) }),
    Case(
      name: "softplus", bound: 2.5, function: { Float32Math.softplus($0) },
      definition: { max($0, 0) + Elementary.log1p(Elementary.exp(-abs($0))) }),
    Case(
      name: "gelu", bound: 3.4e-7, isAbsolute: true, function: { Float32Math.gelu($0) },
      definition: { $0 * (1 + Elementary.erf($0 * 0.5.squareRoot())) / 2 }),
    Case(
      name: "rsqrt", bound: 1.2, function: { Float32Math.rsqrt($0) },
      definition: { $0 < 0 ? .nan : 1 / $0.squareRoot() }),
  ]

  @Test(arguments: cases)
  func `the largest error over the floats is the one stated`(_ test: Case) {
    var largest = 0.0
    var worst: Float = 0
    var pattern: UInt32 = 0
    var different = 0
    while true {
      let x = Float(bitPattern: pattern)
      let exact = x.isFinite ? test.definition(Double(x)) : 0
      let result = test.function(x)
      if !x.isFinite {
        // What an infinity or NaN gives is another test's concern; here it must only return.
      } else if exact.isNaN || Float(exact).isInfinite {
        if exact.isNaN != result.isNaN || (!exact.isNaN && Float(exact) != result) {
          different += 1
          worst = x
        }
      } else {
        let unit = test.isAbsolute ? 1 : max(Double(Float(exact).magnitude.ulp), test.smallest)
        let error = abs(Double(result) - exact) / unit
        if !(error <= largest) {
          largest = error
          worst = x
        }
      }
      let (next, wrapped) = pattern.addingReportingOverflow(1021)
      if wrapped { break }
      pattern = next
    }
    #expect(largest <= test.bound, "\(test.name)(\(worst))")
    // A bound far above what is measured is out of date.
    #expect(largest > test.bound * 0.9, "\(test.name)(\(worst))")
    #expect(different == 0, "\(test.name)(\(worst))")
  }

  @Test func `infinities and NaN go the way of the definition`() {
    #expect(Float32Math.exp(.infinity) == .infinity)
    #expect(Float32Math.exp(-.infinity) == 0)
    #expect(Float32Math.exp(.nan).isNaN)
    #expect(Float32Math.sigmoid(.infinity) == 1)
    #expect(Float32Math.sigmoid(-.infinity) == 0)
    #expect(Float32Math.silu(-.infinity).isNaN)
    #expect(Float32Math.tanh(.infinity) == 1)
    #expect(Float32Math.tanh(-.infinity) == -1)
    #expect(Float32Math.tanh(.nan).isNaN)
    #expect(Float32Math.softplus(.infinity) == .infinity)
    #expect(Float32Math.softplus(-.infinity) == 0)
    #expect(Float32Math.softplus(.nan).isNaN)
    #expect(Float32Math.gelu(.infinity) == .infinity)
    #expect(Float32Math.gelu(.nan).isNaN)
    #expect(Float32Math.rsqrt(0) == .infinity)
    #expect(Float32Math.rsqrt(.infinity) == 0)
    #expect(Float32Math.rsqrt(-1).isNaN)
    #expect(Float32Math.rsqrt(.nan).isNaN)
  }
}

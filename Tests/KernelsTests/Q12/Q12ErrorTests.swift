import Graph
import Kernels
import Testing

/// The stated maximum error of every q11.12 function, measured over every input there is.
@Suite struct Q12ErrorTests {
  /// A function, its definition in double precision and the bound its documentation states, in
  /// units of 2^-12.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let bound: Double
    let function: @Sendable (Q12) -> Q12
    let definition: @Sendable (Double) -> Double
    /// Raw inputs the definition covers.
    var inputs: ClosedRange<Int32> = -0x80_0000...0x7f_ffff
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "exp", bound: 0.64, function: { Q12.exp($0) }, definition: { Elementary.exp($0) }),
    Case(
      name: "sigmoid", bound: 0.55, function: { Q12.sigmoid($0) },
      definition: { Elementary.sigmoid($0) }),
    Case(name: "tanh", bound: 0.6, function: { Q12.tanh($0) }, definition: { Elementary.tanh($0) }),
    Case(
      name: "silu", bound: 0.76, function: { Q12.silu($0) },
      definition: { $0 * Elementary.sigmoid($0) }),
    Case(
      name: "softplus", bound: 0.64, function: { Q12.softplus($0) },
      definition: { max($0, 0) + Elementary.log1p(Elementary.exp(-abs($0))) }),
    Case(
      name: "hardSigmoid", bound: 0.5, function: { Q12.hardSigmoid($0) },
      definition: { min(max($0 + 3, 0), 6) / 6 }),
    Case(
      name: "hardSwish", bound: 0.501, function: { Q12.hardSwish($0) },
      definition: { $0 * min(max($0 + 3, 0), 6) / 6 }),
    Case(
      name: "reciprocal", bound: 0.5, function: { Q12.reciprocal($0) },
      definition: { $0 == 0 ? 1e9 : 1 / $0 }),
    Case(
      name: "rsqrt", bound: 0.51, function: { Q12.rsqrt($0) },
      definition: { 1 / $0.squareRoot() }, inputs: 1...0x7f_ffff),
  ]

  @Test(arguments: cases)
  func `the largest error over every input is the one stated`(_ test: Case) {
    var largest = 0.0
    var worst: Int32 = 0
    for raw in test.inputs {
      let defined = test.definition(Double(raw) / 4096) * 4096
      let exact = min(max(defined, -0x80_0000), 0x7f_ffff)
      let error = abs(Double(test.function(Q12(raw: raw)).raw) - exact)
      if error > largest {
        largest = error
        worst = raw
      }
    }
    #expect(largest <= test.bound, "\(test.name)(\(worst) / 4096)")
    // Tight: a bound that states more than a hundredth of a unit too much is out of date.
    #expect(largest > test.bound - 0.01, "\(test.name)(\(worst) / 4096)")
  }
}

import Comparison
import Testing

@Suite struct ULPTests {
  static let distances: [(Float, Float, Int)] = [
    (1, 1, 0), (0, -0.0, 0), (1, Float(1).nextUp, 1), (2, Float(2).nextDown, 1),
    (.leastNonzeroMagnitude, -.leastNonzeroMagnitude, 2), (1, 2, 1 << 23), (1, -1, 2 * 0x3f80_0000),
    (.greatestFiniteMagnitude, -.greatestFiniteMagnitude, 2 * 0x7f7f_ffff),
  ]

  @Test(arguments: distances) func `steps from one number to the other`(
    a: Float, b: Float, steps: Int
  ) {
    #expect(ULP.distance(a, b) == steps)
    #expect(ULP.distance(b, a) == steps)
  }
}

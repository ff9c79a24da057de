import Graph
import Testing

@Suite struct SplitMix64Tests {
  /// Origin: the reference implementation by Sebastiano Vigna (splitmix64.c), seed 1234567.
  @Test func givesTheNumbersOfTheReferenceImplementation() {
    var generator = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in generator.next() } == expected)
  }

  @Test func staysInRangeAndReachesBothEnds() {
    var generator = SplitMix64(seed: 1)
    let drawn = Set((0..<1_000).map { _ in generator.integer(in: -3...3) })
    #expect(drawn == Set(-3...3))
  }

  @Test func normalNumbersHaveMeanZeroAndDeviationOne() {
    var generator = SplitMix64(seed: 2)
    let values = (0..<20_000).map { _ in generator.normal() }
    let mean = values.reduce(0, +) / 20_000
    let variance = values.reduce(0) { $0 + $1 * $1 } / 20_000
    #expect(mean.magnitude < 0.03)
    #expect((variance - 1).magnitude < 0.05)
  }
}

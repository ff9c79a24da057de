import Axon
import Testing

/// Random trials must be the same everywhere, cover every operator, and be within AXON's limits.
@Suite struct TrialGeneratorTests {
  static let generator = TrialGenerator(seed: 20_261_123)
  static let layers = (0..<400).map { generator.layer($0) }
  static let networks = (0..<60).map { generator.network($0) }

  @Test func `a trial follows from seed, kind and index alone`() {
    #expect(TrialGenerator(seed: 20_261_123).layer(7) == Self.layers[7])
    #expect(TrialGenerator(seed: 20_261_123).network(7) == Self.networks[7])
    #expect(TrialGenerator(seed: 1).layer(7) != Self.layers[7])
    #expect(Set(Self.layers.map(\.network)).count == Self.layers.count)
  }

  @Test func `every operation is the subject of some layers`() {
    #expect(Set(Self.layers.map(\.subject)) == Set(AxonOperation.allCases.map(\.rawValue)))
  }

  @Test func `networks have branches`() {
    let layers = Self.networks.map(\.network.layers)
    #expect(layers.allSatisfy { $0.count >= 2 })
    #expect(layers.filter { $0.contains { $0.operands.count == 2 } }.count > 20)
  }

  @Test func `every trial can be simulated`() throws {
    for trial in Self.layers + Self.networks {
      #expect(trial.inputs.allSatisfy { $0.count == trial.network.externals[0].dims.count })
      #expect(throws: Never.self, "\(trial.id)") { try AxonProgram(trial.network) }
    }
  }

  @Test func `known defects are met, and are few`() throws {
    let met = try Self.layers.filter { trial in
      try AxonProgram(trial.network).defects.contains { $0.defect.recognition == .structure }
    }
    #expect((4...80).contains(met.count), "\(met.count)")
  }
}

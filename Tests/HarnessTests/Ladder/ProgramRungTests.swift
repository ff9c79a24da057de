import Foundation
import Graph
import Harness
import Kernels
import TestSupport
import Testing

/// What rungs 1 and 2 of the headline model cost; their numerics are `StepProgramTests`'.
@Suite struct ProgramRungTests {
  static let folder = Repository.models.appending(path: "mamba_lm_v96_d88_l3").path

  static func rungs() throws -> ProgramRungs {
    ProgramRungs(
      try LadderFiles(folder), table: try KernelTable(folder: KernelTableTests.folder))
  }

  // Facts measured elsewhere: 31.6 and 21.8 million instructions; 13 fully connected layers of some
  // 50,700 ticks.
  @Test func `rung 1 costs what its graph was measured to cost`() throws {
    let measurement = try Self.rungs().measure(.portable)
    #expect(measurement.instructions == 31_604_353)
    #expect(measurement.npuCalls == 0)
    #expect(measurement.memory.weights == 4 * 192_016 + 4 * 4)
    #expect(measurement.numerics.topOneAgreement == 1)
    #expect(
      measurement.breakdown.max { $0.instructions < $1.instructions }?.name == "permute_copy.out")
  }

  @Test func `rung 2 leaves quantize and dequantize on the CPU`() throws {
    let measurement = try Self.rungs().measure(.delegated)
    #expect((21.5e6...22.1e6).contains(measurement.instructions))
    #expect(measurement.npuCalls == 13)
    #expect((49_000...52_500).contains(measurement.npuTicks))
    #expect(measurement.breakdown.allSatisfy { !["mm.out", "dq_const"].contains($0.name) })
  }
}

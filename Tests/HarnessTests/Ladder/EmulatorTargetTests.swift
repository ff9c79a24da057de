import Foundation
import Graph
import Kernels
import TestSupport
import Testing

@testable import Harness

@Suite(.enabled(if: Emulator.absence == nil, Comment(rawValue: Emulator.absence ?? "")))
struct EmulatorTargetTests {
  /// Two runs on the emulator and one in this process.
  @Test(arguments: [LadderRung.fused, .fixedPoint, .resident, .ours])
  func `the board gives the same bits as this machine, and counts the same twice`(
    rung: LadderRung
  ) throws {
    let tokens = LadderModels.tokens(6, of: LadderModels.small, seed: 1)
    let (image, _) = try LadderModels.make(LadderModels.small, tokens: tokens)
    let job = LadderJob(rung: rung, image: image, tokens: tokens)
    let emulator = try EmulatorTarget.find(root: Repository.root)
    let board = try emulator.run(job)
    let here = try NativeTarget().run(job)
    #expect(board.tokens.map(\.logits) == here.tokens.map(\.logits))
    #expect(board.memory == here.memory)
    #expect(board.tokens.allSatisfy { ($0.instructions?.total ?? 0) > 1000 })
    #expect(try emulator.run(job) == board)
  }
}

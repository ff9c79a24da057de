import Foundation
import Graph
import Kernels
import TestSupport
import Testing

@testable import Harness

/// The headline model on kernels that are broken on purpose: the ladder goes red at the rung.
@Suite struct BrokenLadderTests {
  /// A target that runs each token as a job of its own: no state is carried.
  struct ForgetfulTarget: LadderTarget {
    let name = "forgetful"

    func run(_ job: LadderJob) throws(EngineError) -> LadderRun {
      var tokens: [LadderToken] = []
      var memory: LadderRun?
      for token in job.tokens {
        let run = try NativeTarget().run(
          LadderJob(rung: job.rung, image: job.image, tokens: [token]))
        tokens += run.tokens
        memory = run
      }
      guard let memory else { return try NativeTarget().run(job) }
      return LadderRun(tokens: tokens, memory: memory.memory)
    }
  }

  /// A target that looks every token up one row too far.
  struct ShiftedTarget: LadderTarget {
    let name = "shifted"
    let vocabulary: Int

    func run(_ job: LadderJob) throws(EngineError) -> LadderRun {
      var job = job
      job.tokens = job.tokens.map { UInt8((Int($0) + 1) % vocabulary) }
      return try NativeTarget().run(job)
    }
  }

  /// What is wrong with rungs 5 and 6 of the trained headline model on a target.
  private static func failures(_ target: any LadderTarget) throws -> [LadderRung: [String]] {
    let files = try LadderFiles(Repository.path(of: "Suites/models/mamba_lm_v96_d88_l3"))
    let fused = try FusedRungs(files, target: target)
    let bits = try RungMeasurement.Numerics(
      logits: files.logits, expected: files.logits, next: files.following,
      vocabulary: files.model.shape.vocabulary
    ).bitsPerCharacter
    var found: [LadderRung: [String]] = [:]
    for rung in [LadderRung.resident, .ours] {
      let result = LadderResult(
        configuration: files.name, isHeadline: false, measurements: [try fused.measure(rung)],
        fp32BitsPerCharacter: bits)
      found[rung] = result.rungs[0].failures
    }
    return found
  }

  @Test func `sound kernels pass`() throws {
    #expect(try Self.failures(NativeTarget()) == [.resident: [], .ours: []])
  }

  @Test func `a state that is not carried is told of each rung`() throws {
    let failures = try Self.failures(ForgetfulTarget())
    #expect(failures.values.allSatisfy { $0.contains { $0.contains("bits per character") } })
  }

  @Test func `a table read one row too far is told of each rung`() throws {
    let failures = try Self.failures(ShiftedTarget(vocabulary: 96))
    #expect(failures.values.allSatisfy { $0.contains { $0.contains("bits per character") } })
  }
}

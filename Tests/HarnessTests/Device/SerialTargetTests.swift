import Foundation
import Graph
import Kernels
import Testing

@testable import Harness

/// Boards at a serial line: what they answer, and what goes wrong with them, in time and in words.
@Suite struct SerialTargetTests {
  /// Six tokens of a small model.
  private static func job() throws -> LadderJob {
    let tokens = LadderModels.tokens(6, of: LadderModels.small, seed: 1)
    let (image, _) = try LadderModels.make(LadderModels.small, tokens: tokens)
    return LadderJob(rung: .resident, image: image, tokens: tokens)
  }

  private static func run(_ fault: PseudoBoard.Fault) throws -> LadderRun {
    let job = try job()
    let board = try PseudoBoard(fault, job: job)
    defer { board.end() }
    return try SerialTarget(path: board.path, limit: .milliseconds(1200)).run(job)
  }

  private static func failure(_ fault: PseudoBoard.Fault) throws -> InfrastructureFailure? {
    let error = #expect(throws: EngineError.self) { try run(fault) }
    guard case .infrastructure(let failure) = error else { return nil }
    return failure
  }

  @Test(arguments: [PseudoBoard.Fault.none, .busy, .interrupted])
  func `a board answers, whatever it was asked before`(fault: PseudoBoard.Fault) throws {
    let run = try Self.run(fault)
    let here = try NativeTarget().run(Self.job())
    #expect(run.tokens.map(\.logits) == here.tokens.map(\.logits))
    #expect(run.memory == here.memory)
    #expect(run.unit == .cycles)
    // Sections 0 to 6 of 0, 1,000, ... cycles; the last is the NPU's stand-in.
    #expect(run.tokens.map { $0.instructions?.total } == Array(repeating: 21_000, count: 6))
  }

  struct Expected: Sendable {
    var fault: PseudoBoard.Fault
    var reason: String

    init(_ fault: PseudoBoard.Fault, _ reason: String) {
      self.fault = fault
      self.reason = reason
    }
  }

  @Test(arguments: [
    Expected(.silent, "no answer within 1 s"),
    Expected(.babbling, "bytes came that are no frames"),
    Expected(.newerProtocol, "speaks version 3 of the protocol, not 2"),
    Expected(.otherModel, "it has another model than the one to be run"),
    Expected(.unplugged(after: 3), "the board was unplugged or switched off"),
    Expected(.restarted(after: 2), "the board has started anew in the middle of a job"),
    Expected(.damaged(after: 4), "its answer to token 4 is damaged"),
  ])
  func `what goes wrong is a failure of infrastructure that says what`(expected: Expected) throws {
    let failure = try #require(try Self.failure(expected.fault))
    #expect(failure.reason.contains(expected.reason), "\(failure)")
    #expect(failure.subject.hasPrefix("/dev/"))
  }

  @Test func `a line that is not there says what to do`() throws {
    let target = SerialTarget(path: "/dev/nowhere")
    let error = #expect(throws: EngineError.self) { try target.greeting() }
    #expect(error?.description.contains("Plug the board in") == true)
  }

  @Test func `a file is no serial line`() {
    let target = SerialTarget(path: #filePath)
    let error = #expect(throws: EngineError.self) { try target.greeting() }
    guard case .invalid = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `a line in use is refused`() throws {
    let board = try PseudoBoard(.none, job: Self.job())
    defer { board.end() }
    let holder = try SerialPort(board.path)
    let target = SerialTarget(path: board.path)
    let error = #expect(throws: EngineError.self) { try target.greeting() }
    #expect(error?.description.contains("another program is using it") == true)
    withExtendedLifetime(holder) {}
  }

  // MARK: - Development kits

  /// A folder like `/dev/serial/by-id` with links to these lines.
  private static func kits(_ paths: [String]) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (index, path) in paths.enumerated() {
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: "usb-SEGGER_J-Link-if0\(index)").path,
        withDestinationPath: path)
    }
    return folder
  }

  @Test func `of a kit's two lines the one that answers is taken`() throws {
    let job = try Self.job()
    let boards = try [PseudoBoard(.silent, job: job), PseudoBoard(.none, job: job)]
    defer { for board in boards { board.end() } }
    let folder = try Self.kits(boards.map(\.path))
    defer { try? FileManager.default.removeItem(at: folder) }
    var target = SerialTarget.developmentKit
    target.devices = folder.path
    target.limit = .milliseconds(1200)
    #expect(try target.greeting().image.bytes == job.image.count)
  }

  @Test func `no kit is a failure of infrastructure`() throws {
    var target = SerialTarget.developmentKit
    target.devices = "/nowhere"
    let error = #expect(throws: EngineError.self) { try target.greeting() }
    #expect(error?.description.hasPrefix("dk: no development kit is plugged in") == true)
  }

  // MARK: - The ladder

  @Test func `cycles of a board are told, and judge no time`() throws {
    let numerics = RungMeasurement.Numerics(
      characters: 512, bitsPerCharacter: 2, topOneAgreement: 1, worstLogitError: 0,
      worstRelativeError: 0,
      meanLogitError: 0, logitDigest: "")
    let measurements = LadderRung.allCases.map { rung in
      RungMeasurement(
        rung: rung, instructions: rung.isProgram ? 1e7 : 0, breakdown: [], source: "test",
        npuTicks: 0, npuCalls: 0,
        memory: RungMeasurement.Memory(state: 1, scratch: 1, weights: 1), numerics: numerics,
        cycles: rung.isProgram ? nil : 128_000)
    }
    let result = LadderResult(
      configuration: "m", isHeadline: true, measurements: measurements, fp32BitsPerCharacter: 2)
    #expect(result.isPassed)
    #expect(result.cases[4].message == "1.00 ms on the board's CPU, the NPU's part not in them")
  }
}

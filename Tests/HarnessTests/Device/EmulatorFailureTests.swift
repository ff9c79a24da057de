import Foundation
import Graph
import Testing

@testable import Harness

/// Emulators that are missing, die, hang or talk nonsense: a failure of infrastructure each, in time.
@Suite struct EmulatorFailureTests {
  private let job = LadderJob(rung: .ours, image: [], tokens: [0])

  /// Runs the job on a shell script in the emulator's place.
  private func failure(of script: String) throws -> String {
    let place = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    // A shell writes it: were this process to, a child that another test starts meanwhile could hold it open,
    // and what is open for writing can't be run.
    let writer = try Process.run(
      URL(filePath: "/bin/sh"),
      arguments: [
        "-c", #"printf '%s\n' '#!/bin/sh' "$1" > "$2" && chmod 755 "$2""#, "sh", script, place.path,
      ])
    writer.waitUntilExit()
    defer { try? FileManager.default.removeItem(at: place) }
    let target = EmulatorTarget(
      executable: place, firmware: place, limit: .milliseconds(1500))
    let error = #expect(throws: EngineError.self) { try target.run(job) }
    guard case .infrastructure(let failure) = error else { return "\(String(describing: error))" }
    return failure.reason
  }

  @Test func `one that ends is reported`() throws {
    #expect(try failure(of: "exit 9") == "the emulator ended with status 9")
  }

  @Test func `one that hangs is ended`() throws {
    #expect(try failure(of: "exec sleep 60").hasPrefix("no answer within"))
  }

  @Test func `one that talks nonsense is ended`() throws {
    #expect(try failure(of: "exec yes").hasPrefix("no answer within"))
  }

  @Test func `one that is not there says how to get it`() {
    let error = #expect(throws: InfrastructureFailure.self) {
      try EmulatorTarget.find(root: URL(filePath: "/"), environment: ["PATH": "/nowhere"])
    }
    #expect(error?.remedy == "Install the Debian package qemu-system-arm.")
  }
}

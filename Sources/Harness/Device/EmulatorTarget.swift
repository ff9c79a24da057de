public import Foundation
public import Graph
import Kernels

/// Runs jobs on an emulated MPS2-AN505 (Cortex-M33), which counts instructions exactly.
///
/// Each job has a process of its own: one that hangs is ended, one that dies is an infrastructure
/// failure, and the next job starts afresh.
public struct EmulatorTarget: BoardTarget {
  public let name = "emulator"
  /// `qemu-system-arm`.
  public let executable: URL
  /// What `make firmware` built.
  public let firmware: URL
  /// After which a silent emulator is ended.
  public var limit: Duration

  public init(executable: URL, firmware: URL, limit: Duration = .seconds(120)) {
    self.executable = executable
    self.firmware = firmware
    self.limit = limit
  }

  /// The emulator on this machine's path and the firmware of the repository at `root`.
  ///
  /// - Throws: `InfrastructureFailure` that says what is missing and how to get it.
  public static func find(
    root: URL, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(InfrastructureFailure) -> EmulatorTarget {
    guard let executable = executable(environment) else {
      throw InfrastructureFailure(
        subject: "emulator", reason: "\(program) is not installed",
        remedy: "Install the Debian package \(program).")
    }
    let firmware = root.appending(path: "Firmware/.build/ladder.elf")
    guard FileManager.default.fileExists(atPath: firmware.path) else {
      throw InfrastructureFailure(
        subject: "emulator", reason: "\(firmware.path) is not there",
        remedy: "Run make firmware.")
    }
    return EmulatorTarget(executable: executable, firmware: firmware)
  }

  /// The emulator's command, and the Debian package that has it.
  static let program = "qemu-system-arm"

  /// Where the emulator is; nil if it is not on the path.
  static func executable(_ environment: [String: String]) -> URL? {
    (environment["PATH"] ?? "").split(separator: ":")
      .map { URL(filePath: String($0)).appending(path: program) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  public func run(_ job: LadderJob) throws(EngineError) -> LadderRun {
    do throws(InfrastructureFailure) {
      let image = try temporaryFile(job.image)
      defer { try? FileManager.default.removeItem(at: image) }
      return try start(image: image).run(job)
    } catch {
      throw .infrastructure(error)
    }
  }

  public func greeting() throws(EngineError) -> BoardGreeting {
    do throws(InfrastructureFailure) {
      return try start(image: nil).greeting
    } catch {
      throw .infrastructure(error)
    }
  }

  public func patterns() throws(EngineError) -> [PatternCount] {
    do throws(InfrastructureFailure) {
      return try start(image: nil).patterns()
    } catch {
      throw .infrastructure(error)
    }
  }

  private func start(image: URL?) throws(InfrastructureFailure) -> BoardConversation {
    try BoardConversation(started: BoardLine(EmulatorProcess(self, image: image), limit: limit))
  }

  private func temporaryFile(_ bytes: [UInt8]) throws(InfrastructureFailure) -> URL {
    let place = FileManager.default.temporaryDirectory.appending(
      path: "assay-\(UUID().uuidString).mamba")
    do {
      try Data(bytes).write(to: place)
      return place
    } catch {
      throw InfrastructureFailure(
        subject: place.path, reason: error.localizedDescription)
    }
  }
}

import Foundation

/// The emulator that the ladder's firmware runs on, where this machine has it.
public enum Emulator {
  /// Why it can't run here; nil if it can.
  public static let absence: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let isInstalled = folders.contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/qemu-system-arm")
    }
    guard isInstalled else { return "qemu-system-arm is not installed" }
    let firmware = Repository.path(of: "Firmware/.build/ladder.elf")
    guard FileManager.default.fileExists(atPath: firmware) else {
      return "the firmware is not built: make firmware"
    }
    return nil
  }()
}

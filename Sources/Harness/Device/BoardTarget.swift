public import Foundation
public import Graph

/// A target that is a board, emulated or not: it speaks the protocol of `WireFrame`.
public protocol BoardTarget: LadderTarget {
  /// What the board says of itself.
  func greeting() throws(EngineError) -> BoardGreeting

  /// Counts every pattern that has a kernel on the board and operators to be compared with.
  ///
  /// - Throws: `infrastructure` where the board fails.
  func patterns() throws(EngineError) -> [PatternCount]
}

/// What runs the ladder's rungs 3 to 6, by the name that the command line gives it.
public enum LadderTargets {
  /// What the names are.
  public static let names = "emulator, dk, serial:/dev/ttyACM0, model"

  /// The target `name`; firmware is looked for in the repository at `root`.
  ///
  /// - Throws: `InvalidInput` if there is no such target, `InfrastructureFailure` if it is not
  ///   installed.
  public static func target(_ name: String, root: URL) throws -> any LadderTarget {
    name == "model" ? NativeTarget() : try board(name, root: root)
  }

  /// The board `name`.
  public static func board(_ name: String, root: URL) throws -> any BoardTarget {
    let prefix = "serial:"
    switch name {
    case "emulator": return try EmulatorTarget.find(root: root)
    case "dk": return SerialTarget.developmentKit
    case _ where name.hasPrefix(prefix) && name.count > prefix.count:
      return SerialTarget(path: String(name.dropFirst(prefix.count)))
    default:
      throw InvalidInput(.usage, "there is no target '\(name)'", remedy: "Use one of: \(names).")
    }
  }
}

public import Foundation
public import Graph

/// A folder of its own for each run: `results/runs/<time>/`.
public enum ResultsFolder {
  /// Creates the folder of a run that starts now, in UTC, with a number if that second has one.
  public static func create(
    under parent: String, at time: Date = .now
  ) throws(InfrastructureFailure) -> String {
    try Folder.create(parent)
    let style = Date.ISO8601FormatStyle(timeSeparator: .omitted, timeZone: .gmt)
    let name = time.formatted(style)
    for number in 1..<1_000 {
      let path = "\(parent)/\(name)" + (number == 1 ? "" : "-\(number)")
      do {
        try FileManager.default.createDirectory(
          atPath: path, withIntermediateDirectories: false)
        return path
      } catch CocoaError.fileWriteFileExists {
        continue
      } catch {
        throw InfrastructureFailure(
          subject: path, reason: "can't create the folder: \(error.localizedDescription)",
          remedy: "Start in a folder that you may write to.")
      }
    }
    throw InfrastructureFailure(subject: parent, reason: "a thousand runs in one second")
  }
}

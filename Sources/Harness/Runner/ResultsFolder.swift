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
      if try Folder.createNew(path) { return path }
    }
    throw InfrastructureFailure(subject: parent, reason: "a thousand runs in one second")
  }
}

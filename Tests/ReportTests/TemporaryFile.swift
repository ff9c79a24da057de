import Foundation

/// A path in a folder that is removed when this goes away.
final class TemporaryFile {
  private let folder: URL
  let path: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "report").path
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func read() throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }
}

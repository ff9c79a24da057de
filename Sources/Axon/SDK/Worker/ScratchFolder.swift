internal import Foundation

/// A folder for the files of one job, removed with everything in it at the end of its scope.
struct ScratchFolder: ~Copyable {
  let url: URL

  /// A new, empty folder under `parent`.
  init(in parent: URL) throws {
    url = parent.appending(path: "assay-axon-sdk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The place of a job's file.
  borrowing func place(of file: SDKJob.File) -> URL { url.appending(path: file.rawValue) }
}

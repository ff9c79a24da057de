import Foundation
public import Graph

/// A folder for the files of one job, removed with everything in it at the end of its scope.
public struct ScratchFolder: ~Copyable {
  /// Where it is.
  public let path: String

  /// A new, empty folder that only this user can read.
  ///
  /// - Parameters:
  ///   - name: what its own name begins with, so that one left behind tells where it is from.
  ///   - parent: the folder that it is made in; that of temporary files if nil.
  /// - Throws: `InfrastructureFailure` where it can't be made.
  public init(_ name: String, in parent: String? = nil) throws(InfrastructureFailure) {
    let parent = parent ?? FileManager.default.temporaryDirectory.path
    path = "\(parent)/\(name)-\(UUID().uuidString)"
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw InfrastructureFailure(subject: path, reason: error.localizedDescription)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in the folder.
  public borrowing func path(of file: String) -> String { "\(path)/\(file)" }
}

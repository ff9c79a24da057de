import Foundation
import Graph

/// Folders for results.
enum Folder {
  /// Creates a folder and what lies above it; a folder that is there already is fine.
  static func create(_ path: String) throws(InfrastructureFailure) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      let reason = (error as NSError).userInfo[NSUnderlyingErrorKey].map { "\($0)" }
      throw InfrastructureFailure(
        subject: path, reason: "can't create the folder: " + (reason ?? error.localizedDescription),
        remedy: "Name a folder that you may write to.")
    }
  }
}

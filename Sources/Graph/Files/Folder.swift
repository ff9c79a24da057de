#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Folders for results.
public enum Folder {
  /// Creates a folder and what lies above it; one that is there already is fine.
  /// - Throws: what stands in the way, such as a file of that name or a missing permission.
  public static func create(_ path: String) throws(InfrastructureFailure) {
    var parent = path[...]
    while parent.last == "/" { parent.removeLast() }
    if let slash = parent.lastIndex(of: "/"), slash > parent.startIndex {
      let above = String(parent[..<slash])
      if !exists(above) { try create(above) }
    }
    guard try !createNew(path), !exists(path) else { return }
    throw failure(path, code: ENOTDIR)
  }

  /// Creates one folder; false if something of that name is there already.
  public static func createNew(_ path: String) throws(InfrastructureFailure) -> Bool {
    guard !path.isEmpty else {
      throw InfrastructureFailure(
        subject: "a folder for results", reason: "its name is empty", remedy: "Name a folder.")
    }
    guard !path.utf8.contains(0) else { throw failure(path, code: EINVAL) }
    guard mkdir(path, 0o777) != 0 else { return true }
    let code = errno
    guard code == EEXIST else { throw failure(path, code: code) }
    return false
  }

  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func failure(_ path: String, code: Int32) -> InfrastructureFailure {
    InfrastructureFailure(
      subject: path, reason: "can't create the folder: \(SystemError.text(code))",
      remedy: "Name a folder that you may write to.")
  }
}

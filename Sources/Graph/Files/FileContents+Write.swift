#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension FileContents {
  /// Makes `bytes` the content of the file at `path`: all of them, or the file stays as it was.
  ///
  /// They go to a temporary file in the same folder, which is renamed. A symbolic link is followed, an
  /// existing file's permissions are kept, and anything that is not a regular file (`/dev/null`) is
  /// refused rather than replaced.
  /// - Parameter isDurable: whether to wait until the disk has them, so that they outlive a power
  ///   failure; it takes some ten milliseconds.
  /// - Throws: a full disk, missing permissions, a missing folder.
  public static func write(
    _ bytes: [UInt8], to path: String, isDurable: Bool = true
  ) throws(InfrastructureFailure) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw failure(path, "the file name is empty or holds a zero byte", "Name a file.")
    }
    let target = resolvingLinks(path)
    var existing = stat()
    let exists = stat(target, &existing) == 0
    if exists && isDirectory(existing) {
      throw failure(path, "is a folder, not a file", "Name a file in it.")
    }
    if exists && !isRegular(existing) {
      throw failure(path, "is not a regular file", "Name a file.")
    }

    let (temporary, descriptor) = try createTemporary(besides: target, path: path)
    var isOpen = true
    var isRenamed = false
    defer {
      if isOpen { _ = close(descriptor) }
      if !isRenamed { _ = unlink(temporary) }
    }
    if exists { _ = fchmod(descriptor, existing.st_mode & 0o7777) }
    try writeAll(bytes, to: descriptor, path: path)
    if isDurable, fsync(descriptor) != 0 { throw failure(path, code: errno) }
    isOpen = false
    // Network file systems report a full disk as late as this.
    guard close(descriptor) == 0 else { throw failure(path, code: errno) }
    guard rename(temporary, target) == 0 else { throw failure(path, code: errno) }
    isRenamed = true
    if isDurable { synchronize(folder: folder(of: target)) }
  }

  private static func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, path: String
  ) throws(InfrastructureFailure) {
    var written = 0
    while written < bytes.count {
      let (count, code) = bytes.withUnsafeBytes { buffer in
        retryingInterrupts {
          platformWrite(
            descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        }
      }
      guard count > 0 else { throw failure(path, code: count == 0 ? ENOSPC : code) }
      written += count
    }
  }

  /// A new file that nobody else has, in the folder of `target`, so that renaming stays on one disk.
  private static func createTemporary(
    besides target: String, path: String
  ) throws(InfrastructureFailure) -> (name: String, descriptor: Int32) {
    for _ in 0..<16 {
      let tag = String(UInt64.random(in: 0 ... .max), radix: 36)
      let name = folder(of: target) + "/.assay-\(tag).tmp"
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (name, descriptor) }
      let code = errno
      if code == EEXIST || code == EINTR { continue }
      throw failure(path, code: code)
    }
    throw failure(path, "no temporary file could be made beside it", nil)
  }

  /// Where the file really is, if it exists; otherwise the path as given.
  private static func resolvingLinks(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Forces the renaming itself to the disk, where the file system can.
  private static func synchronize(folder: String) {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    _ = close(descriptor)
  }

  private static func failure(_ path: String, code: Int32) -> InfrastructureFailure {
    let remedy: String? =
      switch code {
      case ENOSPC, EDQUOT: "Free some space and run again."
      case EACCES, EPERM, EROFS: "Choose a folder that you may write to."
      case ENOENT, ENOTDIR: "Create the folder first."
      default: nil
      }
    return failure(path, "can't be written: \(SystemError.text(code))", remedy)
  }

  private static func failure(
    _ path: String, _ reason: String, _ remedy: String?
  ) -> InfrastructureFailure {
    InfrastructureFailure(subject: path, reason: reason, remedy: remedy)
  }
}

/// The system's `write`, out of the shadow of ``FileContents/write(_:to:)``.
func platformWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}

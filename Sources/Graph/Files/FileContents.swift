#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whole files in and out, through the system's own calls: nothing blocks, nothing is half written.
public enum FileContents {
  /// The largest file that ``read(_:limit:)`` accepts unless told otherwise: 512 MiB.
  public static let standardLimit = 512 << 20

  /// The bytes of the regular file at `path`.
  ///
  /// Devices, pipes and sockets are refused without waiting for them.
  /// - Throws: code `file` if it is missing, unreadable, not a regular file or over `limit` bytes.
  public static func read(
    _ path: String, limit: Int = standardLimit
  ) throws(InvalidInput) -> [UInt8] {
    guard !path.isEmpty else { throw refusal(path, "the file name is empty", "Name a file.") }
    guard !path.utf8.contains(0) else {
      throw refusal(path, "the file name holds a zero byte", "Name a file.")
    }
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw refusal(path, openingError: errno) }
    defer { _ = close(descriptor) }

    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw refusal(path, openingError: errno) }
    guard isDirectory(status) == false else {
      throw refusal(path, "is a folder, not a file", "Name a file in it.")
    }
    guard isRegular(status) else {
      throw refusal(path, "is not a regular file", "Copy its content to a file and name that.")
    }
    return try contents(of: descriptor, expecting: Int(status.st_size), path: path, limit: limit)
  }

  private static func contents(
    of descriptor: Int32, expecting size: Int, path: String, limit: Int
  ) throws(InvalidInput) -> [UInt8] {
    let tooLarge = refusal(
      path, "is larger than \(limit) bytes", "Check that it is the file you mean.")
    guard size <= limit else { throw tooLarge }
    // One byte more than the size, so that the end is seen without growing the buffer.
    var bytes = [UInt8](repeating: 0, count: size + 1)
    var filled = 0
    while true {
      let (count, failure) = bytes.withUnsafeMutableBytes { buffer in
        retryingInterrupts {
          platformRead(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
        }
      }
      guard count >= 0 else { throw refusal(path, openingError: failure) }
      if count == 0 { break }
      filled += count
      guard filled <= limit else { throw tooLarge }
      if filled == bytes.count {
        // The file grew, or does not know its size (as under /proc).
        bytes.append(contentsOf: repeatElement(0, count: max(filled, 4096)))
      }
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  private static func refusal(_ path: String, openingError code: Int32) -> InvalidInput {
    switch code {
    case ENOENT:
      refusal(path, "there is no such file", "Check the name and the current folder.")
    case ENOTDIR:
      refusal(path, "a part of the path is not a folder", "Check the path.")
    case EACCES, EPERM:
      refusal(path, "you have no permission to read it", "Change its permissions.")
    case ENXIO, ENODEV:
      refusal(path, "is not a regular file", "Copy its content to a file and name that.")
    default:
      refusal(path, "can't be read: \(SystemError.text(code))", nil)
    }
  }

  private static func refusal(_ path: String, _ message: String, _ remedy: String?) -> InvalidInput
  {
    InvalidInput(.file, message, remedy: remedy, at: InputLocation(file: path))
  }
}

/// The status is of a folder.
func isDirectory(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }

/// The status is of an ordinary file, whose content can be read without waiting.
func isRegular(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFREG }

/// Calls `body` until a signal does not interrupt it; gives its result and `errno`.
func retryingInterrupts(_ body: () -> Int) -> (result: Int, error: Int32) {
  while true {
    let result = body()
    if result >= 0 { return (result, 0) }
    let code = errno
    if code != EINTR { return (result, code) }
  }
}

/// The system's `read`, out of the shadow of ``FileContents/read(_:limit:)``.
func platformRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}

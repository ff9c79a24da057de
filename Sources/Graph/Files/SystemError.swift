#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Words for the system's error numbers, the same in every locale and on every thread.
enum SystemError {
  /// What an error number of a file operation means.
  static func text(_ code: Int32) -> String {
    switch code {
    case EACCES, EPERM: "permission denied"
    case EDQUOT: "the disk quota is used up"
    case EFBIG: "the file would be too large for the file system"
    case EIO: "the device reports an input/output error"
    case EISDIR: "it is a folder"
    case ELOOP: "too many symbolic links"
    case EMFILE, ENFILE: "too many files are open"
    case ENAMETOOLONG: "the name is too long"
    case ENOENT: "there is no such file or folder"
    case ENOSPC: "the disk is full"
    case ENOTDIR: "a part of the path is not a folder"
    case EROFS: "the file system is read-only"
    default: "system error \(code)"
    }
  }
}

internal import GRDB
public import Graph

/// Why a database could not be read or written.
public enum StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file is not one of Assay's databases, or belongs to another campaign.
  case invalid(InvalidInput)
  /// The disk is full, the file is locked, or another thing outside the program.
  case infrastructure(InfrastructureFailure)

  public var description: String {
    switch self {
    case .invalid(let error): error.description
    case .infrastructure(let error): error.description
    }
  }

  /// What SQLite's error means for the user of the file at `path`.
  init(_ error: any Error, path: String) {
    if let error = error as? StoreError {
      self = error
      return
    }
    let code = (error as? DatabaseError)?.resultCode
    switch code {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_MISMATCH:
      self = .invalid(
        InvalidInput(
          .format, "not a database of Assay, or a damaged one",
          remedy: "Move the file away, or give another path.", at: InputLocation(file: path)))
    case .SQLITE_FULL:
      self = .infrastructure(
        InfrastructureFailure(
          subject: path, reason: "the disk is full",
          remedy: "Free some space and run the same command: it goes on where it stopped."))
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self = .infrastructure(
        InfrastructureFailure(
          subject: path, reason: "another process uses the database",
          remedy: "Wait for it to end, or give this run a database of its own."))
    default:
      self = .infrastructure(InfrastructureFailure(subject: path, reason: "\(error)"))
    }
  }
}

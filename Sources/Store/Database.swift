import Foundation
internal import GRDB
import Graph

/// An open database with the tables of this version of Assay.
///
/// Each write is one transaction, on disk before it returns: a process may be killed at any moment.
public struct Database: Sendable {
  /// Where the file is.
  public let path: String
  private let queue: DatabaseQueue

  /// Opens the file at `path`, or makes it; tables of earlier versions are brought up to date.
  /// - Throws: `invalid` if it is not a database of Assay, `infrastructure` if it can't be opened.
  public init(path: String) throws(StoreError) {
    self.path = path
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      configuration.prepareDatabase { database in
        try database.execute(sql: "PRAGMA synchronous = FULL")
      }
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try Schema.migrator.migrate(queue)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Reads in one consistent state of the file.
  func read<Value: Sendable>(
    _ body: @Sendable (GRDB.Database) throws -> Value
  ) throws(StoreError) -> Value {
    do { return try queue.read(body) } catch { throw StoreError(error, path: path) }
  }

  /// Writes all or nothing.
  func write<Value: Sendable>(
    _ body: @Sendable (GRDB.Database) throws -> Value
  ) throws(StoreError) -> Value {
    do { return try queue.write(body) } catch { throw StoreError(error, path: path) }
  }
}

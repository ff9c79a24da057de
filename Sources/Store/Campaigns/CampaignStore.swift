import Comparison
import Foundation
import GRDB
import Graph

/// One campaign in a database: which blocks are done, and what they found.
///
/// A block is stored whole or not at all, so a campaign that was killed goes on with the blocks that are
/// missing, and comes to the same results as one that was not.
public struct CampaignStore: Sendable {
  /// What the results depend on.
  public let key: CampaignKey
  private let database: Database
  private let id: Int64

  /// The campaign with that key in `database`; a new one if there is none.
  public init(_ key: CampaignKey, in database: Database) throws(StoreError) {
    self.key = key
    self.database = database
    let text = try Self.text(key)
    id = try database.write { database in
      if let known = try Int64.fetchOne(
        database, sql: "SELECT id FROM campaign WHERE key = ?", arguments: [text])
      {
        return known
      }
      try database.execute(sql: "INSERT INTO campaign (key) VALUES (?)", arguments: [text])
      return database.lastInsertedRowID
    }
  }

  /// Every campaign in `database`, the oldest first.
  public static func all(in database: Database) throws(StoreError) -> [CampaignStore] {
    let texts = try database.read { database in
      try String.fetchAll(database, sql: "SELECT key FROM campaign ORDER BY id")
    }
    var stores: [CampaignStore] = []
    for text in texts {
      let key: CampaignKey
      do {
        key = try value(text)
      } catch {
        throw StoreError(error, path: database.path)
      }
      stores.append(try CampaignStore(key, in: database))
    }
    return stores
  }

  /// How many graphs were run of each block that is stored, by its number.
  public func blockSizes() throws(StoreError) -> [Int: Int] {
    let id = id
    return try database.read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT number, graphs FROM block WHERE campaign = ?", arguments: [id])
      return Dictionary(rows.map { ($0["number"], $0["graphs"]) }, uniquingKeysWith: max)
    }
  }

  /// Stores a block with everything that it found, in one transaction. It takes the place of one that
  /// stopped earlier; one that went as far or further stays as it is.
  public func add(_ block: BlockRecord) throws(StoreError) {
    let id = id
    let counts = try Self.text(block.counts)
    var failures: [(FailureRecord, signature: String, details: String)] = []
    for failure in block.failures {
      failures.append((failure, try Self.text(failure.signature), try Self.text(failure.details)))
    }
    let rows = failures
    try database.write { database in
      let known = try Int.fetchOne(
        database, sql: "SELECT graphs FROM block WHERE campaign = ? AND number = ?",
        arguments: [id, block.number])
      if let known {
        guard known < block.graphs else { return }
        for table in ["failure", "feature"] {
          try database.execute(
            sql: "DELETE FROM \(table) WHERE campaign = ? AND block = ?",
            arguments: [id, block.number])
        }
        try database.execute(
          sql: "DELETE FROM block WHERE campaign = ? AND number = ?",
          arguments: [id, block.number])
      }
      try database.execute(
        sql: "INSERT INTO block VALUES (?, ?, ?, ?, ?)",
        arguments: [id, block.number, block.graphs, block.seconds, counts])
      for row in rows {
        try database.execute(
          sql: "INSERT INTO failure VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          arguments: [
            id, block.number, row.0.graph, row.0.oracle, row.signature, row.0.bundle != nil,
            row.details,
            row.0.bundle.map { Data($0) },
          ])
      }
      for (name, graph) in block.features {
        try database.execute(
          sql: "INSERT INTO feature VALUES (?, ?, ?, ?)",
          arguments: [id, block.number, name, graph])
      }
    }
  }

  /// All blocks in the order of their numbers, without failures and features.
  public func blocks() throws(StoreError) -> [BlockRecord] {
    let id = id
    return try database.read { database in
      try Row.fetchAll(
        database,
        sql:
          "SELECT number, graphs, seconds, details FROM block WHERE campaign = ? ORDER BY number",
        arguments: [id]
      ).map { row in
        BlockRecord(
          number: row["number"], graphs: row["graphs"], seconds: row["seconds"],
          counts: try Self.value(row["details"]))
      }
    }
  }

  /// All failures in the order of their graphs.
  public func failures() throws(StoreError) -> [FailureRecord] {
    let id = id
    return try database.read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM failure WHERE campaign = ? ORDER BY graph, oracle", arguments: [id]
      ).map { row in
        let bundle: Data? = row["bundle"]
        return FailureRecord(
          graph: row["graph"], oracle: row["oracle"],
          signature: try Self.value(row["signature"]), details: try Self.value(row["details"]),
          bundle: bundle.map { [UInt8]($0) })
      }
    }
  }

  /// Everything that graphs showed, with the first that did.
  public func features() throws(StoreError) -> [String: Int] {
    let id = id
    return try database.read { database in
      let rows = try Row.fetchAll(
        database,
        sql: "SELECT name, min(graph) AS graph FROM feature WHERE campaign = ? GROUP BY name",
        arguments: [id])
      return Dictionary(rows.map { ($0["name"], $0["graph"]) }, uniquingKeysWith: min)
    }
  }

  private static func text(_ value: some Encodable) throws(StoreError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      throw .infrastructure(InfrastructureFailure(subject: "a record", reason: "\(error)"))
    }
  }

  private static func value<Value: Decodable>(_ text: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(text.utf8))
  }
}

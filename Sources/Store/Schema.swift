import GRDB

/// The tables, version by version. A version that has been released is never changed.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("campaigns") { database in
      try database.create(table: "campaign") { table in
        table.autoIncrementedPrimaryKey("id")
        // What the results depend on, as JSON with sorted keys: equal keys are the same campaign.
        table.column("key", .text).notNull().unique()
      }
      try database.create(table: "block") { table in
        table.column("campaign", .integer).notNull().references("campaign")
        table.column("number", .integer).notNull()
        table.column("graphs", .integer).notNull()
        table.column("seconds", .double).notNull()
        table.column("details", .text).notNull()
        table.primaryKey(["campaign", "number"])
      }
      try database.create(table: "failure") { table in
        table.column("campaign", .integer).notNull().references("campaign")
        table.column("block", .integer).notNull()
        table.column("graph", .integer).notNull()
        table.column("oracle", .text).notNull()
        table.column("signature", .text).notNull()
        table.column("isReduced", .boolean).notNull()
        table.column("details", .text).notNull()
        table.column("bundle", .blob)
        table.primaryKey(["campaign", "graph", "oracle"])
      }
      try database.create(table: "feature") { table in
        table.column("campaign", .integer).notNull().references("campaign")
        table.column("block", .integer).notNull()
        table.column("name", .text).notNull()
        table.column("graph", .integer).notNull()
        table.primaryKey(["campaign", "block", "name"])
      }
    }
    return migrator
  }
}

/// Reads the values of an execution plan.
struct PTEValueReader {
  /// Reads those that are tensors.
  let tensors: PTETensorReader

  /// The values of `plan`, the indices in lists checked.
  func values(of plan: FlatBufferTable) throws(InvalidInput) -> [EValue] {
    let entries = try plan.tables(2) ?? []
    var values: [EValue] = []
    values.reserveCapacity(entries.count)
    for entry in entries { values.append(try value(entry, count: entries.count)) }
    return values
  }

  /// One value; the kinds are numbered as in the union `KernelTypes`.
  private func value(_ entry: FlatBufferTable, count: Int) throws(InvalidInput) -> EValue {
    let kind: UInt8 = try entry.integer(0)
    if kind <= 1 { return .none }
    guard let table = try entry.table(1) else { throw entry.broken("an empty value") }
    switch kind {
    case 2: return .int(try table.integer(0))
    case 3: return .bool(try table.bool(0))
    case 4: return .double(try table.double(0))
    case 5: return .tensor(try tensors.tensor(table))
    case 6: return .string(try table.string(0) ?? "")
    case 7:
      let check = IndexCheck(table: table, count: count, kind: "value")
      var items: [Int] = []
      for item in try table.integers(0, as: Int64.self) ?? [] {
        items.append(try check.checked(Int(item)))
      }
      return .intList(items)
    case 8: return .doubleList(try table.doubles(0) ?? [])
    case 9: return .boolList(try table.bools(0) ?? [])
    case 10:
      let check = IndexCheck(table: table, count: count, kind: "value")
      return .tensorList(try check.checked(table.integers(0, as: Int32.self)))
    case 11:
      let check = IndexCheck(table: table, count: count, kind: "value")
      var items: [Int] = []
      for item in try table.integers(0, as: Int32.self) ?? [] {
        items.append(item == -1 ? -1 : try check.checked(Int(item)))
      }
      return .optionalTensorList(items)
    default: throw entry.broken("a value of unknown kind \(kind)")
    }
  }
}

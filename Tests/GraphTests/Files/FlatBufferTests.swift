import Testing

@testable import Graph

@Suite struct FlatBufferTests {
  /// The monster of no one: every kind of field, written and read back.
  @Test func everyKindOfFieldSurvives() throws {
    var builder = FlatBufferBuilder()
    var inner = FlatBufferFields()
    inner.set(0, -7 as Int32)
    let child = builder.table(inner)
    var fields = FlatBufferFields()
    fields.set(0, 200 as UInt8)
    fields.set(1, -2 as Int16)
    fields.set(2, Int64.min)
    fields.set(3, true)
    fields.set(4, builder.string("Grüße"))
    fields.set(5, builder.integers([1, -1] as [Int32]))
    fields.set(6, builder.bytes([1, 2, 3], alignment: 8))
    fields.set(7, child)
    fields.set(8, builder.vector(of: [child, builder.table(inner)]))
    fields.set(9, builder.vector(of: [builder.string("a"), builder.string("")]))
    fields.set(11, (1.5).bitPattern)
    let bytes = try builder.finish(root: builder.table(fields), identifier: "ABCD")

    let root = try FlatBuffer(bytes).root(identifier: "ABCD")
    #expect(try root.integer(0, default: 0 as UInt8) == 200)
    #expect(try root.integer(1, default: 0 as Int16) == -2)
    #expect(try root.integer(2, default: 0 as Int64) == .min)
    #expect(try root.bool(3))
    #expect(try root.string(4) == "Grüße")
    #expect(try root.integers(5, as: Int32.self) == [1, -1])
    #expect(try root.bytes(6).map(Array.init) == [1, 2, 3])
    #expect(try root.table(7)?.integer(0, default: 0 as Int32) == -7)
    #expect(try root.tables(8)?.count == 2)
    #expect(try root.strings(9) == ["a", ""])
    #expect(try root.has(10) == false)
    #expect(try root.double(11) == 1.5)
    #expect(try root.integer(99, default: 5 as Int32) == 5)
  }

  /// Hand computation: root offset, identifier, vtable (size 6, table size 8, field at 4), table
  /// (vtable six bytes before it, value 42), with two bytes of padding before the vtable.
  @Test func smallestTableIsByteForByteAsTheFormatSays() throws {
    var builder = FlatBufferBuilder()
    var fields = FlatBufferFields()
    fields.set(0, 42 as Int32)
    let bytes = try builder.finish(root: builder.table(fields), identifier: "ABCD")
    #expect(
      bytes == [
        16, 0, 0, 0, 65, 66, 67, 68, 0, 0, 6, 0, 8, 0, 4, 0, 6, 0, 0, 0, 42, 0, 0, 0,
      ])
  }

  @Test func equalVtablesAndStringsAreWrittenOnce() throws {
    func size(tables: Int) throws -> Int {
      var builder = FlatBufferBuilder()
      var offsets: [FlatBufferBuilder.Offset] = []
      for value in 1...tables {
        var fields = FlatBufferFields()
        fields.set(0, Int32(value))
        fields.set(1, builder.string("a name of some length"))
        offsets.append(builder.table(fields))
      }
      var root = FlatBufferFields()
      root.set(0, builder.vector(of: offsets))
      return try builder.finish(root: builder.table(root)).count
    }
    // A table more: its two fields, its reference to the vtable, its place in the vector.
    #expect(try size(tables: 11) - size(tables: 10) == 16)
  }

  @Test(arguments: [1, 2, 4, 8, 16])
  func vectorsAreAligned(alignment: Int) throws {
    for count in 0...9 {
      var builder = FlatBufferBuilder()
      var fields = FlatBufferFields()
      fields.set(0, 1 as UInt8)
      fields.set(1, builder.bytes([UInt8](repeating: 7, count: count), alignment: alignment))
      let bytes = try builder.finish(root: builder.table(fields))
      let slice = try #require(try FlatBuffer(bytes).root().bytes(1))
      #expect(slice.startIndex.isMultiple(of: alignment))
    }
  }

  /// A file of 400 kB in which 100,000 references point to one table.
  @Test func repeatedReferencesAreLimited() throws {
    var builder = FlatBufferBuilder()
    var inner = FlatBufferFields()
    inner.set(0, builder.string("x"))
    let child = builder.table(inner)
    var fields = FlatBufferFields()
    fields.set(0, builder.vector(of: Array(repeating: child, count: 100_000)))
    let bytes = try builder.finish(root: builder.table(fields))
    let root = try FlatBuffer(bytes).root()
    let error = #expect(throws: InvalidInput.self) { try root.tables(0) }
    #expect(error?.code == .limit)
  }

  /// Ten thousand readings of one vector of 64 kB would copy 640 MB.
  @Test func overlappingVectorsAreLimited() throws {
    var builder = FlatBufferBuilder()
    var fields = FlatBufferFields()
    fields.set(0, builder.bytes([UInt8](repeating: 1, count: 65_536)))
    let root = try FlatBuffer(builder.finish(root: builder.table(fields))).root()
    let error = #expect(throws: InvalidInput.self) {
      for _ in 0..<10_000 { _ = try root.bytes(0) }
    }
    #expect(error?.code == .limit)
  }

  /// One name of 100 kB used 100,000 times: compared by number, not letter by letter.
  @Test(.timeLimit(.minutes(1))) func sharedNamesAreCheap() throws {
    var builder = FlatBufferBuilder()
    let name = builder.string(String(repeating: "n", count: 100_000))
    var fields = FlatBufferFields()
    fields.set(0, builder.vector(of: Array(repeating: name, count: 100_000)))
    let root = try FlatBuffer(builder.finish(root: builder.table(fields))).root()
    let names = try #require(try root.names(0))
    #expect(names.count == 100_000)
    #expect(Set(names).count == 1)
  }

  @Test func brokenTextIsRefused() throws {
    var builder = FlatBufferBuilder()
    var fields = FlatBufferFields()
    // A string is laid out as a vector of bytes; these are no UTF-8.
    fields.set(0, builder.bytes([0xc3, 0x28, 0]))
    let root = try FlatBuffer(builder.finish(root: builder.table(fields))).root()
    let error = #expect(throws: InvalidInput.self) { try root.string(0) }
    #expect(error?.message == "the text is not valid UTF-8")
    #expect(error?.location.byteOffset != nil)
  }

  @Test func otherIdentifierIsRefused() throws {
    var builder = FlatBufferBuilder()
    let bytes = try builder.finish(root: builder.table(FlatBufferFields()), identifier: "ET12")
    let error = #expect(throws: InvalidInput.self) {
      try FlatBuffer(bytes).root(identifier: "TOSA")
    }
    #expect(error?.message == "the file identifier is 'ET12', expected 'TOSA'")
  }
}

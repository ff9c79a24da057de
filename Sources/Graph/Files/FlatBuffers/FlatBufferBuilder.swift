/// Writes a FlatBuffer, children before their parents, the last byte first.
///
/// Bytes are collected in reverse and turned round at the end, so an ``Offset`` counts from the end
/// of the file, where everything already written stays put. Equal strings and equal vtables are
/// written once.
///
/// ```swift
/// var builder = FlatBufferBuilder()
/// var fields = FlatBufferFields()
/// fields.set(0, builder.string("main"))
/// let bytes = try builder.finish(root: builder.table(fields), identifier: "TOSA")
/// ```
struct FlatBufferBuilder {
  /// Something already written.
  struct Offset: Hashable {
    /// How far its first byte is from the end of the file.
    fileprivate let fromEnd: Int
  }

  /// The file so far, its last byte first.
  private var reversed: [UInt8] = []
  /// The strictest alignment of anything written.
  private var alignment = 4
  private var strings: [String: Offset] = [:]
  private var vtables: [[UInt16]: Offset] = [:]

  /// An empty builder.
  init() {}

  /// A string, zero-terminated.
  mutating func string(_ text: String) -> Offset {
    if let known = strings[text] { return known }
    let utf8 = Array(text.utf8)
    align(to: 4, before: utf8.count + 1)
    reversed.append(0)
    let offset = lengthPrefixed(utf8)
    strings[text] = offset
    return offset
  }

  /// A vector of bytes whose first element is aligned to `alignment`.
  mutating func bytes(_ elements: [UInt8], alignment: Int = 1) -> Offset {
    align(to: Swift.max(alignment, 4), before: elements.count)
    return lengthPrefixed(elements)
  }

  /// A vector of integers.
  mutating func integers<Value: FixedWidthInteger>(_ elements: [Value]) -> Offset {
    let width = MemoryLayout<Value>.size
    align(to: Swift.max(width, 4), before: elements.count * width)
    for element in elements.reversed() { append(element) }
    append(UInt32(truncatingIfNeeded: elements.count))
    return here
  }

  /// A vector of tables or strings.
  mutating func vector(of offsets: [Offset]) -> Offset {
    align(to: 4, before: 4 * offsets.count)
    for offset in offsets.reversed() { append(reference: offset) }
    append(UInt32(truncatingIfNeeded: offsets.count))
    return here
  }

  /// A table of the given fields.
  mutating func table(_ fields: FlatBufferFields) -> Offset {
    let end = reversed.count
    var places: [Int: Int] = [:]
    // Widest first: later, narrower fields then leave no gaps between them.
    for width in [8, 4, 2, 1] {
      for field in fields.fields where field.width == width {
        align(to: width, before: width)
        switch field.value {
        case .bits(let bits): append(bits, width: width)
        case .reference(let offset): append(reference: offset)
        }
        places[field.id] = reversed.count
      }
    }
    align(to: 4, before: 4)
    let start = reversed.count + 4
    let slots = (0..<((places.keys.max() ?? -1) + 1)).map { id in
      UInt16(truncatingIfNeeded: places[id].map { start - $0 } ?? 0)
    }
    let vtable =
      [4 + 2 * slots.count, start - end].map { UInt16(truncatingIfNeeded: $0) } + slots
    let known = vtables[vtable]
    // A new vtable goes right before its table.
    let vtableFromEnd = known?.fromEnd ?? (start + 2 * vtable.count)
    append(Int32(truncatingIfNeeded: vtableFromEnd - start))
    if known == nil {
      for entry in vtable.reversed() { append(entry) }
      vtables[vtable] = here
    }
    return Offset(fromEnd: start)
  }

  /// The complete file; the builder is empty afterwards.
  /// - Parameter identifier: four ASCII characters for byte 4 on, or nil.
  /// - Throws: a file of 2 GiB or more, which the format can't address.
  mutating func finish(
    root: Offset, identifier: String? = nil
  ) throws(InvalidInput) -> [UInt8] {
    let tag = identifier.map { Array($0.utf8.prefix(4)) } ?? []
    align(to: alignment, before: tag.count + 4)
    reversed.append(contentsOf: tag.reversed())
    append(reference: root)
    defer { self = FlatBufferBuilder() }
    guard reversed.count <= Int(Int32.max) else {
      throw InvalidInput(
        .limit, "the content takes \(reversed.count) bytes; the format ends at 2 GiB",
        remedy: "Split the graph or shrink its constants.")
    }
    reversed.reverse()
    return reversed
  }

  private var here: Offset { Offset(fromEnd: reversed.count) }

  /// Pads so that, `count` bytes later, the address is a multiple of `alignment`.
  private mutating func align(to alignment: Int, before count: Int) {
    self.alignment = Swift.max(self.alignment, alignment)
    let rest = (reversed.count + count) % alignment
    if rest > 0 { reversed.append(contentsOf: repeatElement(0, count: alignment - rest)) }
  }

  private mutating func lengthPrefixed(_ elements: [UInt8]) -> Offset {
    reversed.append(contentsOf: elements.reversed() as [UInt8])
    append(UInt32(truncatingIfNeeded: elements.count))
    return here
  }

  /// References count from their own place, which is four bytes further from the end.
  private mutating func append(reference offset: Offset) {
    append(UInt32(truncatingIfNeeded: reversed.count + 4 - offset.fromEnd))
  }

  private mutating func append<Value: FixedWidthInteger>(_ value: Value) {
    append(UInt64(truncatingIfNeeded: value), width: MemoryLayout<Value>.size)
  }

  private mutating func append(_ bits: UInt64, width: Int) {
    for byte in stride(from: width - 1, through: 0, by: -1) {
      reversed.append(UInt8(truncatingIfNeeded: bits >> (8 * UInt64(byte))))
    }
  }
}

/// The fields of a table about to be written; those equal to their default are left out.
struct FlatBufferFields {
  fileprivate enum Value {
    case bits(UInt64)
    case reference(FlatBufferBuilder.Offset)
  }

  fileprivate struct Field {
    var id: Int
    var width: Int
    var value: Value
  }

  fileprivate var fields: [Field] = []

  /// No fields.
  init() {}

  /// Sets field `id` to an integer of the schema's width.
  mutating func set<Integer: FixedWidthInteger>(
    _ id: Int, _ value: Integer, default fallback: Integer = 0
  ) {
    guard value != fallback else { return }
    let bits = UInt64(truncatingIfNeeded: value)
    fields.append(Field(id: id, width: MemoryLayout<Integer>.size, value: .bits(bits)))
  }

  /// Sets field `id` to a `bool`.
  mutating func set(_ id: Int, _ value: Bool, default fallback: Bool = false) {
    set(id, value ? 1 : 0 as UInt8, default: fallback ? 1 : 0)
  }

  /// Sets field `id` to a string, vector, table or union value; nil leaves it out.
  mutating func set(_ id: Int, _ offset: FlatBufferBuilder.Offset?) {
    guard let offset else { return }
    fields.append(Field(id: id, width: 4, value: .reference(offset)))
  }
}

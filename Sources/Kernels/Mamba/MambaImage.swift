/// A model as one block of bytes: what the host writes and the board reads in place.
///
/// All numbers are little-endian words of 32 bits; offsets count bytes from the start, are multiples
/// of 4, and refer to `docs/firmware.md`'s table of fields.
///
/// ```
/// header   magic, version, bytes, CRC-32 of all after word 3; V, d, inner, layers, N, K, R;
///          embedding, norm, in fp32 then in q11.12; head; layers; the same two for rung 6
/// layer    norm, conv weight, conv bias, A, D in fp32, then in q11.12; in, x, dt, out projections
/// linear   rows, columns, weights, bias, multipliers, shift, bits of the output;
///          affine of the input, affine of the output
/// affine   scale, 1 / scale, zero point, multiplier, shift, factor, factor's shift
/// ```
public struct MambaImage {
  let base: UnsafeRawPointer
  let bytes: Int
  public let shape: MambaShape

  /// "MAMB" in memory order.
  public static var magic: UInt32 { 0x424d_414d }
  public static var version: UInt32 { 1 }

  /// Takes an image whose header is right and whose checksum holds; nil otherwise.
  ///
  /// - Parameters:
  ///   - base: aligned to 4 bytes; must outlive the image.
  ///   - available: bytes that may be read from there.
  public init?(at base: UnsafeRawPointer, available: Int) {
    self.base = base
    guard available >= MambaField.headerWords &* 4 else { return nil }
    let words = base.assumingMemoryBound(to: UInt32.self)
    guard words[MambaField.magic] == Self.magic, words[MambaField.version] == Self.version,
      words[MambaField.bytes] <= UInt32(truncatingIfNeeded: available),
      words[MambaField.bytes] >= UInt32(truncatingIfNeeded: MambaField.headerWords &* 4)
    else { return nil }
    bytes = Int(truncatingIfNeeded: words[MambaField.bytes])
    func size(_ field: Int) -> Int {
      Int(truncatingIfNeeded: Swift.min(words[MambaField.shape &+ field], 0xffff))
    }
    shape = MambaShape(
      vocabulary: size(0), model: size(1), inner: size(2), layers: size(3), states: size(4),
      taps: size(5), rank: size(6))
    guard shape.isValid else { return nil }
    var checksum = WireChecksum()
    let content = base.assumingMemoryBound(to: UInt8.self)
    for index in 16..<Swift.max(bytes, 16) { checksum.add(content[index]) }
    guard checksum.value == words[MambaField.checksum] else { return nil }
  }

  /// The word at an index, from a record at an offset in bytes; 0 outside the image.
  func word(_ index: Int, of record: Int = 0) -> UInt32 {
    let place = record &+ index &* 4
    guard record >= 0, record & 3 == 0, place &+ 4 <= bytes else { return 0 }
    return base.load(fromByteOffset: place, as: UInt32.self)
  }

  /// The array that a word refers to; nil unless it lies in the image.
  func array<Element: BitwiseCopyable>(
    _ type: Element.Type, count: Int, at index: Int, of record: Int = 0
  ) -> UnsafePointer<Element>? {
    let offset = Int(truncatingIfNeeded: word(index, of: record))
    let size = count &* MemoryLayout<Element>.stride
    guard offset >= MambaField.headerWords &* 4, offset & 3 == 0, offset <= bytes,
      size >= 0, size <= bytes &- offset
    else { return nil }
    return (base + offset).assumingMemoryBound(to: type)
  }

  /// The record that a word refers to, as an offset; 0 if there is none.
  func record(_ words: Int, at index: Int, of record: Int = 0) -> Int {
    let offset = Int(truncatingIfNeeded: word(index, of: record))
    guard offset >= MambaField.headerWords &* 4, offset & 3 == 0, offset <= bytes &- words &* 4
    else { return 0 }
    return offset
  }
}

/// Where the words of an image's records are.
public enum MambaField {
  // Header.
  public static var magic: Int { 0 }
  public static var version: Int { 1 }
  public static var bytes: Int { 2 }
  public static var checksum: Int { 3 }
  /// V, d, inner, layers, N, K, R.
  public static var shape: Int { 4 }
  /// Embedding and last norm: in fp32, then in q11.12.
  public static var tables: Int { 11 }
  public static var head: Int { 15 }
  public static var layers: Int { 16 }
  /// What rung 6 has instead: head, layers, the last norm's factors.
  public static var packedHead: Int { 17 }
  public static var packedLayers: Int { 18 }
  public static var packedNorm: Int { 19 }
  public static var headerWords: Int { 24 }

  // Layer: norm, conv weight, conv bias, A, D; in fp32, then in q11.12.
  public static var constants: Int { 5 }
  /// Input, selection, step and output projections.
  public static var projections: Int { 10 }
  public static var layerWords: Int { 16 }

  /// Packed layer: norm factors, taps, bias of the convolution, D, rates; input, selection and output
  /// projections; shifts of convolution, gate, step, rate, drive, sum and output.
  public static var packedLayerWords: Int { 16 }

  // Linear.
  public static var rows: Int { 0 }
  public static var columns: Int { 1 }
  public static var weights: Int { 2 }
  public static var bias: Int { 3 }
  public static var multipliers: Int { 4 }
  public static var shift: Int { 5 }
  public static var input: Int { 6 }
  public static var output: Int { 13 }
  public static var linearWords: Int { 20 }
}

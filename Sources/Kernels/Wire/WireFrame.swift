/// A message between the host and the board, on a serial line that may lose or add bytes.
///
/// ```
/// byte 0, 1   0xA5 0x53
/// byte 2      kind
/// byte 3      0
/// byte 4...7  bytes of payload, little-endian as all numbers
/// ...         payload
/// last four   CRC-32 (the one of zip) of bytes 2 to the end of the payload
/// ```
///
/// A receiver that meets anything else looks for the next 0xA5 0x53.
public enum WireFrame {
  public static var first: UInt8 { 0xa5 }
  public static var second: UInt8 { 0x53 }
  /// Bytes before the payload, and after it.
  public static var headerBytes: Int { 8 }
  public static var trailerBytes: Int { 4 }
  /// No payload is longer.
  public static var longestPayload: Int { 0x4000 }
  /// What `ready` carries first; changes whenever a message does.
  public static var version: UInt32 { 2 }
}

/// What a frame carries.
public enum WireKind: UInt8, Sendable {
  /// Board to host, after start-up and when greeted: version, bytes of arena, what a change of section
  /// costs, its `WireUnit`, bytes and CRC-32 of the model's image, the greeting's number or 0.
  case ready = 1
  /// Host to board: rung (1 byte), flags (1 byte, bit 0: logits wanted), tokens (2 bytes: how many),
  /// then the tokens, one byte each.
  case job = 2
  /// Board to host, once a job: bytes of state, of scratch memory and of constants.
  case memory = 3
  /// Board to host, once a token: index, most likely next token, CRC-32 of the logits, NPU calls, the
  /// instructions (or cycles) of each section; then the logits as floats if they were wanted.
  case token = 4
  /// Board to host: the job is done; number of tokens.
  case done = 5
  /// Board to host: the job can't be done; a `WireProblem`.
  case problem = 6
  /// Host to board: measure the fused patterns.
  case patterns = 7
  /// Board to host: pattern, number format, elements, instructions unfused, fused, outputs equal.
  case pattern = 8
  /// Host to board: say `ready` again, with this number.
  case hello = 9
}

/// What a board counts while a section runs.
public enum WireUnit: UInt32, Sendable {
  case instructions = 0
  /// Of the core's clock, where nothing counts instructions.
  case cycles = 1
}

/// Why the board can't do a job.
public enum WireProblem: UInt32, Sendable {
  /// The frame's payload is not a job.
  case malformedJob = 1
  /// No model's image, or one that is damaged or of another version.
  case image = 2
  /// The model needs more memory than the board has.
  case memory = 3
  /// A token is not in the vocabulary.
  case token = 4
  /// There is no such rung on the board.
  case rung = 5
}

/// CRC-32 as in zip, byte by byte, half a byte a table look-up.
public struct WireChecksum: Sendable {
  @usableFromInline var register: UInt32 = 0xffff_ffff

  @inlinable
  public init() {}

  /// Takes one more byte in.
  @inlinable
  public mutating func add(_ byte: UInt8) {
    register ^= UInt32(byte)
    register = Self.table[unchecked: Int(register & 15)] ^ (register &>> 4)
    register = Self.table[unchecked: Int(register & 15)] ^ (register &>> 4)
  }

  /// The checksum of the bytes so far.
  @inlinable public var value: UInt32 { ~register }

  @usableFromInline static let table: InlineArray<16, UInt32> = [
    0x0000_0000, 0x1db7_1064, 0x3b6e_20c8, 0x26d9_30ac, 0x76dc_4190, 0x6b6b_51f4, 0x4db2_6158,
    0x5005_713c, 0xedb8_8320, 0xf00f_9344, 0xd6d6_a3e8, 0xcb61_b38c, 0x9b64_c2b0, 0x86d3_d2d4,
    0xa00a_e278, 0xbdbd_f21c,
  ]
}

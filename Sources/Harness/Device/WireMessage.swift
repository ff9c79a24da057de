import Kernels

/// A frame of the board's protocol, whole and undamaged.
struct WireMessage: Equatable {
  var kind: UInt8
  var payload: [UInt8]

  init(_ kind: WireKind, _ payload: [UInt8]) {
    self.kind = kind.rawValue
    self.payload = payload
  }

  fileprivate init(kind: UInt8, payload: [UInt8]) {
    self.kind = kind
    self.payload = payload
  }

  /// The frame as it goes over the line.
  var bytes: [UInt8] {
    let content = [kind, 0] + Self.bytes(of: UInt32(payload.count)) + payload
    var checksum = WireChecksum()
    for byte in content { checksum.add(byte) }
    return [WireFrame.first, WireFrame.second] + content + Self.bytes(of: checksum.value)
  }

  /// The payload's words.
  var words: [UInt32] {
    stride(from: 0, to: payload.count & ~3, by: 4).map { first in
      (0..<4).reduce(UInt32(0)) { $0 | UInt32(payload[first + $1]) << UInt32(8 * $1) }
    }
  }

  static func bytes(of word: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) }
  }
}

/// Finds frames in what a serial line brings, in pieces of any size; skips everything else.
struct WireReader {
  private var buffer: [UInt8] = []
  /// Where the next search starts.
  private var start = 0
  /// How many bytes were no part of a frame.
  private(set) var skipped = 0

  /// Takes bytes in.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    if start > 1 << 16 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next frame; nil until more bytes come.
  mutating func next() -> WireMessage? {
    while start + 1 < buffer.count {
      guard buffer[start] == WireFrame.first, buffer[start + 1] == WireFrame.second else {
        skip()
        continue
      }
      guard start + WireFrame.headerBytes <= buffer.count else { return nil }
      let count = (0..<4).reduce(0) { $0 | Int(buffer[start + 4 + $1]) << (8 * $1) }
      guard count <= WireFrame.longestPayload else {
        skip()
        continue
      }
      let end = start + WireFrame.headerBytes + count + WireFrame.trailerBytes
      guard end <= buffer.count else { return nil }
      let message = WireMessage(
        kind: buffer[start + 2],
        payload: Array(buffer[start + WireFrame.headerBytes..<end - WireFrame.trailerBytes]))
      guard Array(buffer[start..<end]) == message.bytes else {
        skip()
        continue
      }
      start = end
      return message
    }
    return nil
  }

  private mutating func skip() {
    start += 1
    skipped += 1
  }
}

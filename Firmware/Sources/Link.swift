/// Frames on the serial line.
struct Link {
  /// Where a received payload is put: `WireFrame.longestPayload` bytes.
  let payload: UnsafeMutablePointer<UInt8>

  /// Waits for a whole, undamaged frame; returns its kind and bytes of payload.
  func receive() -> (kind: UInt8, count: Int) {
    while true {
      guard UART.receive() == WireFrame.first, UART.receive() == WireFrame.second else { continue }
      var checksum = WireChecksum()
      func next() -> UInt8 {
        let byte = UART.receive()
        checksum.add(byte)
        return byte
      }
      let kind = next()
      _ = next()
      var count = 0
      for shift in 0..<4 { count |= Int(next()) << (8 * shift) }
      guard count >= 0, count <= WireFrame.longestPayload else { continue }
      for index in 0..<count { payload[index] = next() }
      let expected = checksum.value
      var received: UInt32 = 0
      for shift in 0..<4 { received |= UInt32(UART.receive()) << UInt32(8 * shift) }
      if received == expected { return (kind, count) }
    }
  }
}

/// A frame on its way out, byte by byte.
struct Outgoing {
  private var checksum = WireChecksum()

  init(_ kind: WireKind, count: Int) {
    UART.send(WireFrame.first)
    UART.send(WireFrame.second)
    add(kind.rawValue)
    add(UInt8(0))
    add(UInt32(count))
  }

  mutating func add(_ byte: UInt8) {
    checksum.add(byte)
    UART.send(byte)
  }

  mutating func add(_ word: UInt32) {
    for shift in 0..<4 { add(UInt8(truncatingIfNeeded: word >> UInt32(8 * shift))) }
  }

  func end() {
    let value = checksum.value
    for shift in 0..<4 { UART.send(UInt8(truncatingIfNeeded: value >> UInt32(8 * shift))) }
  }
}

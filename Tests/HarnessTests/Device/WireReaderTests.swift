import Kernels
import Testing

@testable import Harness

/// The board's protocol, as the host reads it.
@Suite struct WireReaderTests {
  let first = WireMessage(.ready, [1, 2, 3, 4])
  let second = WireMessage(.token, Array(repeating: WireFrame.first, count: 70))

  /// zlib's CRC-32 of `01 00 04 00 00 00 01 02 03 04`, by Python's binascii.
  @Test func `a frame is as documented`() {
    #expect(
      first.bytes == [0xa5, 0x53, 1, 0, 4, 0, 0, 0, 1, 2, 3, 4] + WireMessage.bytes(of: 0x1f7a2963))
  }

  @Test(arguments: [1, 3, 1000])
  func `frames are found in pieces of any size`(size: Int) {
    var reader = WireReader()
    var found: [WireMessage] = []
    let bytes = [0x53, 0xa5, 0xa5] + first.bytes + [7, 0xa5] + second.bytes
    for start in stride(from: 0, to: bytes.count, by: size) {
      reader.add(bytes[start..<min(start + size, bytes.count)])
      while let message = reader.next() { found.append(message) }
    }
    #expect(found == [first, second])
  }

  @Test func `a damaged frame is skipped, wherever the damage is`() {
    for place in first.bytes.indices {
      var damaged = first.bytes
      damaged[place] ^= 0x10
      var reader = WireReader()
      // What follows is long enough for any length that the damage may make of 4.
      reader.add(damaged + second.bytes + Array(repeating: 0, count: WireFrame.longestPayload))
      var found: [WireMessage] = []
      while let message = reader.next() { found.append(message) }
      #expect(found == [second], "byte \(place)")
    }
  }
}

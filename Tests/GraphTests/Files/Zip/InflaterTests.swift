import Foundation
import Testing

@testable import Graph

@Suite struct InflaterTests {
  struct Stream: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var base64: String
    var content: [UInt8]

    var bytes: [UInt8] { Data(base64Encoded: base64).map { [UInt8]($0) } ?? [] }
  }

  private static let text =
    Array(String(repeating: "she sells sea shells on the sea shore; ", count: 20).utf8)
    + [UInt8](0...255)

  // Python's zlib.compressobj(level, zlib.DEFLATED, -15, 9, strategy): level 0; level 9 with Z_FIXED,
  // Z_HUFFMAN_ONLY and the default strategy.
  static let streams = [
    Stream(
      testDescription: "stored",
      base64: "ASgA1/8AAAABAgMEBggKDA8SFRgcICQoLTI3PEJITlRbYmlweICIkJmiq7S+",
      content: (0..<40).map { UInt8(($0 * $0) >> 3) }),
    Stream(
      testDescription: "fixed code",
      base64: "K85IVShOzckpBpKJCsUZYGZ+nkIJWBwkkl+Uag2SGFU2qmx4K2NgZGJmYWVj5+Dk4ubh5eMXEBQSFhEVE5eQ"
        + "lJKWkZWTV1BUUlZRVVPX0NTS1tHV0zcwNDI2MTUzt7C0sraxtbN3cHRydnF1c/fw9PL28fXzDwgMCg4JDQuP"
        + "iIyKjomNi09ITEpOSU1Lz8jMys7JzcsvKCwqLiktK6+orKquqa2rb2hsam5pbWvv6Ozq7unt658wcdLkKVOn"
        + "TZ8xc9bsOXPnzV+wcNHiJUuXLV+xctXqNWvXrd+wcdPmLVu3bd+xc9fuPXv37T9w8NDhI0ePHT9x8tTpM2fP"
        + "nb9w8dLlK1evXb9x89btO3fv3X/w8NHjJ0+fPX/x8tXrN2/fvf/w8dPnL1+/ff/x89fvP3///QcA",
      content: text),
    Stream(
      testDescription: "dynamic codes, no copies",
      base64: "BcEDABhUFAXQbNu7bdnWz1i23atuver1X/37s1vWVsvWlm3btm3bPEdOiBGCaJAzQsiK7oRokGdjgZwQIwTR"
        + "IGeEkBXdCdEgz8YCOSFGCKJBzgghK7oTokGejQVyQowQRIOcEUJWdCdEgzwbC+SEGCGIBjkjhKzoTogGeTYW"
        + "yAkxQhANckYIWdGdEA3ybCyQE2KEIBrkjBCyojshGuTZWCAnxAhBNMgZIWRFd0I0yLOxQE6IEYJokDNCyIru"
        + "hGiQZ2OBnBAjBNEgZ4SQFd0J0SDPxgI5IUYIokHOCCEruhOiQZ6NBXJCjBBEg5wRQlZ0J0SDPBsL5IQYIYgG"
        + "OSOErOhOiAZ5NhbICTFCEA1yRghZ0Z0QDfJsLJATYoQgGuSMELKiOyEa5NlYICfECEE0yBkhZEV3QjTIs7FA"
        + "TogRgmiQM0LIiu6EaJBnY4GcECME0SBnhJAV3QnRIM/GAjkhRgiiQc4IISu6E6JBno0FckKMEESDnBFCVnQn"
        + "RIM8GwtGGXW00ccYc6yxxxl3vPEnmHCiiSeZdLLJp5hyqqmnmXa66WeYcaYBmHngoFlmnW32Oeaca+555p1v"
        + "/gUWXGjhRRZdbPElllyqLL3Mssstv8KKK628yuBVV1t9jTXXWnuddddbf4MNN9p4k00323yLLbfaepttt7Pt"
        + "d9iRO+3su+y6W+xec489m/pee++z7377H3DgQQcfcuhhhw854sijjj7m2OOOP+HEk4YOO/mU4aeedvoZZ551"
        + "9jnnnnf+BRdedPEll44YednlV1x51dXXXHvd9TfceNPNt9x62+133HnX3ffce9/9Dzz40MOPPPrY4088+dTT"
        + "zzz73PMvvPjSy6+8+trrb7z51tvvvPve+x98+NHHn3z62edffPnV1998+933P/z408+//Prb73/8+dff//z7"
        + "3/8=",
      content: text),
    Stream(
      testDescription: "dynamic codes, long copies", base64: "7cExAQAAAMKgrOtfwhR+QAEAAAAAbwM=",
      content: [UInt8](repeating: 0x61, count: 5000)),
    Stream(testDescription: "nothing", base64: "AwA=", content: []),
  ]

  @Test(arguments: streams)
  func `what zlib compressed comes out again`(stream: Stream) throws {
    #expect(
      try Inflater.inflate(stream.bytes[...], size: stream.content.count) == stream.content)
  }

  @Test(arguments: streams)
  func `a cut stream is refused at every length`(stream: Stream) {
    for length in 0..<stream.bytes.count {
      #expect(throws: Inflater.Failure.self) {
        try Inflater.inflate(stream.bytes[..<length], size: stream.content.count)
      }
    }
  }

  @Test(arguments: streams.dropLast())
  func `never more comes out than was promised`(stream: Stream) {
    for size in [0, 1, stream.content.count - 1] {
      #expect(throws: Inflater.Failure.self) {
        try Inflater.inflate(stream.bytes[...], size: size)
      }
    }
  }

  @Test func `a promise that no stream can keep is refused before memory is taken`() {
    #expect(throws: Inflater.Failure.self) { try Inflater.inflate([3, 0], size: 1 << 60) }
  }

  // The check value of CRC-32 in the catalogue of parametrised CRC algorithms.
  @Test func `the checksum of the nine digits is the published one`() {
    #expect(CRC32.checksum(Array("123456789".utf8)) == 0xcbf4_3926)
  }
}

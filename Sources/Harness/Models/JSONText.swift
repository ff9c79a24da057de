import Foundation
public import Graph

/// JSON with sorted keys, so that equal values give equal bytes. Numbers that JSON has no word for
/// are the texts `inf`, `-inf` and `nan`.
public enum JSONText {
  /// Indented, for files.
  public static func bytes(of value: some Encodable) throws(InfrastructureFailure) -> [UInt8] {
    Array(try encoded(value, [.prettyPrinted])) + [UInt8(ascii: "\n")]
  }

  /// On one line, for the last line of standard output.
  public static func line(of value: some Encodable) throws(InfrastructureFailure) -> String {
    String(decoding: try encoded(value, []), as: UTF8.self)
  }

  private static func encoded(
    _ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting
  ) throws(InfrastructureFailure) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting.union([.sortedKeys, .withoutEscapingSlashes])
    encoder.dateEncodingStrategy = .iso8601
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return try encoder.encode(value)
    } catch {
      throw InfrastructureFailure(subject: "JSON", reason: "can't be encoded: \(error)")
    }
  }
}

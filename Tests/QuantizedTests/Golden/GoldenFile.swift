import Foundation
import Graph
import TestSupport

/// What the TOSA reference model gave for each case.
enum GoldenResult: Sendable, Equatable {
  case valid(String)
  /// The model says UNPREDICTABLE, or aborts.
  case open

  /// The result as it stands in a golden file: the elements' bytes, or their digest if they are many.
  init(_ output: Tensor) {
    let bytes = output.bytes
    guard bytes.count > 96 else {
      self = .valid(bytes.map { Self.digits[Int($0) >> 4] + Self.digits[Int($0) & 15] }.joined())
      return
    }
    // FNV-1a of 64 bits.
    let digest = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    self = .valid("#" + String(digest, radix: 16))
  }

  private static let digits = (0..<16).map { String($0, radix: 16) }
}

/// The table `Golden/operators.txt`: a case's name, a tab, its result.
enum GoldenFile {
  private static let path = Repository.root.appending(
    path: "Tests/QuantizedTests/Golden/operators.txt")

  static func read() throws -> [String: GoldenResult] {
    var results: [String: GoldenResult] = [:]
    for line in try String(contentsOf: path, encoding: .utf8).split(separator: "\n") {
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count == 2, !line.hasPrefix("#") else { continue }
      results[fields[0]] = fields[1] == "open" ? .open : .valid(fields[1])
    }
    return results
  }

  static func write(_ results: [(String, GoldenResult)]) throws {
    var text = """
      # What the TOSA reference model (tosa-tools 2026.8.0) computes for the cases under Cases/.
      # A name, then the bytes of the result, their FNV-1a digest, or "open" where it reports
      # UNPREDICTABLE or aborts. Made by GoldenTests with ASSAY_TOSA_PYTHON and ASSAY_RECORD set.

      """
    for (name, result) in results {
      switch result {
      case .valid(let value): text += "\(name)\t\(value)\n"
      case .open: text += "\(name)\topen\n"
      }
    }
    try text.write(to: path, atomically: true, encoding: .utf8)
  }
}

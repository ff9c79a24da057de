import Graph

/// Tensors as the compiler's library reads and writes them: one row an inference, decimal integers in
/// C, H, W order with commas between, or behind, them.
enum ValueTable {
  /// The text of one row for each inference.
  static func text(_ rows: [[Int8]]) -> String {
    var text = ""
    for row in rows {
      text += row.map { String($0) }.joined(separator: ",")
      text += "\n"
    }
    return text
  }

  /// The rows of a text; nil if it holds anything but integers of 32 bits, commas and white space.
  static func rows(of text: [UInt8]) -> [[Int32]]? {
    var rows: [[Int32]] = []
    for line in text.split(separator: UInt8(ascii: "\n")) {
      var row: [Int32] = []
      for field in line.split(separator: UInt8(ascii: ",")) {
        let digits = field.filter { !isSpace($0) }
        if digits.isEmpty { continue }
        guard let value = Int32(String(decoding: digits, as: UTF8.self)) else { return nil }
        row.append(value)
      }
      if !row.isEmpty { rows.append(row) }
    }
    return rows
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }
}

/// A line of the table.
struct Row {
  let model: String
  let quantized: Double
  let axon: Double
  let reference: Double
  /// The TOSA reference model; nil if it is not installed.
  let peer: Double?

  static func heading(hasPeer: Bool) -> String {
    var cells = ["quantized", "axon", "reference", "x axon", "x reference"]
    if hasPeer { cells += ["TOSA model", "x TOSA model"] }
    return padded("model", 26) + cells.map { right($0, 14) }.joined()
  }

  var text: String {
    var cells = [quantized, axon, reference].map { Self.number($0) }
    cells += [axon / quantized, reference / quantized].map { Self.number($0) }
    if let peer { cells += [Self.number(peer), Self.number(peer / quantized)] }
    return Self.padded(model, 26) + cells.map { Self.right($0, 14) }.joined()
  }

  private static func number(_ value: Double) -> String {
    value >= 100 ? String(Int(value.rounded())) : String((value * 100).rounded() / 100)
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }
}

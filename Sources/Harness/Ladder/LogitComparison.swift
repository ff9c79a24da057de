public import Graph

extension RungMeasurement.Numerics {
  /// Compares the logits of a rung with those of fp32 over a text.
  ///
  /// - Parameters:
  ///   - logits: of the rung, one row of `vocabulary` a character.
  ///   - expected: of fp32.
  ///   - next: for each row the character that came after it.
  /// - Throws: `tensor` if the counts do not fit, or a logit is NaN.
  public init(
    logits: [Float], expected: [Float], next: [Int], vocabulary: Int
  ) throws(InvalidInput) {
    guard vocabulary > 0, !next.isEmpty, logits.count == next.count * vocabulary,
      expected.count == logits.count, next.allSatisfy((0..<vocabulary).contains)
    else {
      throw InvalidInput(
        .tensor,
        "\(logits.count) and \(expected.count) logits for \(next.count) characters of \(vocabulary)",
        remedy: "Give a row of logits for each character.")
    }
    var bits = 0.0
    var agreeing = 0
    var worst = 0.0
    var worstRelative = 0.0
    var sum = 0.0
    for (row, character) in next.enumerated() {
      let mine = logits[row * vocabulary..<(row + 1) * vocabulary]
      let theirs = expected[row * vocabulary..<(row + 1) * vocabulary]
      guard let top = Self.top(mine), let theirTop = Self.top(theirs) else {
        throw InvalidInput(
          .tensor, "the logits of character \(row) are not all numbers",
          remedy: "Look at the tensors of that token.")
      }
      if top == theirTop { agreeing += 1 }
      let distances = zip(mine, theirs).map { (Double($0) - Double($1)).magnitude }
      let farthest = distances.max() ?? 0
      worst = max(worst, farthest)
      if farthest > 0 {
        worstRelative = max(worstRelative, farthest / Double(theirs.map(\.magnitude).max() ?? 0))
      }
      sum += distances.reduce(0, +)
      bits += Self.bits(of: character, mine)
    }
    characters = next.count
    bitsPerCharacter = bits / Double(next.count)
    topOneAgreement = Double(agreeing) / Double(next.count)
    worstLogitError = worst
    worstRelativeError = worstRelative
    meanLogitError = sum / Double(logits.count)
    logitDigest = Self.digest(of: logits)
  }

  private static func digest(of logits: [Float]) -> String {
    let bytes = logits.flatMap { logit in
      (0..<4).map { UInt8(truncatingIfNeeded: logit.bitPattern >> UInt32(8 * $0)) }
    }
    return String(SHA256.hexDigest(of: bytes).prefix(16))
  }

  /// The index of the largest logit, the first of equals; nil if one is NaN.
  private static func top(_ row: ArraySlice<Float>) -> Int? {
    guard !row.contains(where: \.isNaN) else { return nil }
    return row.indices.max { row[$0] == row[$1] ? $0 > $1 : row[$0] < row[$1] }
      .map { $0 - row.startIndex }
  }

  /// -log2 of the softmax of `row` at `index`.
  private static func bits(of index: Int, _ row: ArraySlice<Float>) -> Double {
    let highest = Double(row.max() ?? 0)
    let sum = row.reduce(0.0) { $0 + Elementary.exp(Double($1) - highest) }
    let logit = Double(row[row.startIndex + index]) - highest
    return (Elementary.log(sum) - logit) / Elementary.log(2.0)
  }
}

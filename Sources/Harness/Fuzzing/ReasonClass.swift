/// The kind of reason that a partition gives, without the sizes, names and surroundings of one graph.
enum ReasonClass {
  /// `it moves data, and no layer beside it computes` becomes `it moves data`,
  /// `input width is 2049, AXON's fc takes 1 to 2048` becomes `input width is N, AXON's fc takes N to N`.
  static func of(_ reason: String) -> String {
    var result = ""
    var rest = reason.split(separator: ", and ", maxSplits: 1).first ?? ""
    while let first = rest.first {
      if let end = closing(first), let close = rest.dropFirst().firstIndex(of: end),
        first == "[" || !isLetter(result.last)
      {
        result += "\(first)..\(end)"
        rest = rest[rest.index(after: close)...]
      } else if first.isNumber, !isLetter(result.last) || result.hasSuffix("Nx") {
        result += "N"
        rest = withoutNumber(rest)
      } else if first.isNumber {
        // Part of a name: INT32.
        let word = rest.prefix { $0.isNumber }
        result += word
        rest = rest.dropFirst(word.count)
      } else if first == "-", rest.dropFirst().first?.isNumber == true {
        rest = rest.dropFirst()
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// What follows the number that `text` begins with: digits, a fraction, an exponent.
  private static func withoutNumber(_ text: Substring) -> Substring {
    var rest = text.drop { $0.isNumber }
    if rest.first == ".", rest.dropFirst().first?.isNumber == true {
      rest = rest.dropFirst().drop { $0.isNumber }
    }
    if rest.hasPrefix("e-") || rest.hasPrefix("e+") {
      rest = rest.dropFirst(2).drop { $0.isNumber }
    }
    return rest
  }

  /// Shapes and quoted names; an apostrophe behind a letter opens nothing.
  private static func closing(_ character: Character) -> Character? {
    switch character {
    case "[": "]"
    case "'": "'"
    default: nil
    }
  }

  private static func isLetter(_ character: Character?) -> Bool {
    character?.isLetter ?? false
  }
}
